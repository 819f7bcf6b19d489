package io.github.failoversyslog;

import io.github.failoversyslog.report.RunningSenders;
import io.github.failoversyslog.report.SenderWatcher;
import io.github.failoversyslog.report.SendersOfOneName;
import io.github.failoversyslog.status.SenderName;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all senders in one registry, from its first {@link #bind} to the {@link #release}
 * of the last one. Any thread.
 */
final class RegistryMeters implements SenderWatcher {
  private static final Map<MeterRegistry, RegistryMeters> BOUND = new HashMap<>();

  private final MeterRegistry registry;
  private final Map<SenderName, SenderMeters> byName = new HashMap<>();
  private boolean closed;
  private int users; // guarded by BOUND

  private RegistryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  static void bind(MeterRegistry registry) {
    synchronized (BOUND) {
      RegistryMeters meters = BOUND.computeIfAbsent(registry, RegistryMeters::new);
      meters.users++;
      if (meters.users == 1) {
        try {
          RunningSenders.ofThisJvm().add(meters);
        } catch (RuntimeException | Error e) { // of the registry
          release(registry);
          throw e;
        }
      }
    }
  }

  /** Once for each {@link #bind}. */
  static void release(MeterRegistry registry) {
    synchronized (BOUND) {
      RegistryMeters meters = BOUND.get(registry);
      if (meters != null && --meters.users == 0) {
        BOUND.remove(registry);
        RunningSenders.ofThisJvm().remove(meters);
        meters.close();
      }
    }
  }

  /** A sender that is being started may be told of afterwards. */
  private synchronized void close() {
    closed = true;
    byName.values().forEach(SenderMeters::remove);
    byName.clear();
  }

  @Override
  public synchronized void started(SendersOfOneName senders) {
    if (closed || senders.isForgotten()) {
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
