package io.github.failoversyslog;

import io.github.failoversyslog.engine.Each;
import io.github.failoversyslog.report.RunningSenders;
import io.github.failoversyslog.report.SenderWatcher;
import io.github.failoversyslog.report.SendersOfOneName;
import io.github.failoversyslog.status.SenderName;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all senders in one registry, from its first {@link #bind} to the {@link #release}
 * of the last one. A registry is called under the lock of its own meters only: one that blocks
 * keeps no other one waiting. Any thread.
 */
final class RegistryMeters implements SenderWatcher {
  private static final Map<MeterRegistry, RegistryMeters> BOUND = new HashMap<>();

  private final MeterRegistry registry;
  private final Map<SenderName, SenderMeters> byName = new HashMap<>();
  private boolean watching; // guarded by this
  private int users; // guarded by BOUND, which may be locked under the lock of this

  private RegistryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Returns once the meters are there. */
  static void bind(MeterRegistry registry) {
    RegistryMeters meters;
    synchronized (BOUND) {
      meters = BOUND.computeIfAbsent(registry, RegistryMeters::new);
      meters.users++;
    }
    try {
      meters.update();
    } catch (RuntimeException | Error e) { // of the registry
      release(registry);
      throw e;
    }
  }

  /** Once for each {@link #bind}. */
  static void release(MeterRegistry registry) {
    RegistryMeters meters;
    synchronized (BOUND) {
      meters = BOUND.get(registry);
      if (meters == null) {
        return;
      }
      meters.users--;
    }
    meters.update();
  }

  /** Adds the meters if there are users, else removes them: those who come meanwhile wait. */
  private synchronized void update() {
    boolean wanted = isUsed();
    if (wanted && !watching) {
      begin();
    } else if (!wanted) {
      try {
        end();
      } finally {
        forgetUnlessUsed();
      }
    }
  }

  private boolean isUsed() {
    synchronized (BOUND) {
      return users > 0;
    }
  }

  private void forgetUnlessUsed() {
    synchronized (BOUND) {
      if (users == 0) {
        BOUND.remove(registry, this);
      }
    }
  }

  private void begin() {
    watching = true;
    boolean complete = false;
    try {
      RunningSenders.ofThisJvm().add(this);
      complete = true;
    } finally {
      if (!complete) {
        end();
      }
    }
  }

  /** A sender that is being started may be told of afterwards. */
  private void end() {
    watching = false;
    RunningSenders.ofThisJvm().remove(this);
    List<SenderMeters> all = List.copyOf(byName.values());
    byName.clear();
    Each.of(all, SenderMeters::remove);
  }

  @Override
  public synchronized void started(SendersOfOneName senders) {
    if (!watching || senders.isForgotten()) {
      return;
    }
    SenderMeters meters = byName.get(senders.name());
    if (meters != null && !meters.areOf(senders)) { // forgotten, of which we are told later
      meters.remove();
      meters = null;
    }
    if (meters == null) {
      meters = new SenderMeters(registry, senders);
      byName.put(senders.name(), meters);
    }
    meters.add();
  }

  @Override
  public synchronized void forgotten(SendersOfOneName senders) {
    @Nullable SenderMeters meters = byName.get(senders.name());
    if (meters != null && meters.areOf(senders)) {
      byName.remove(senders.name());
      meters.remove();
    }
  }
}
