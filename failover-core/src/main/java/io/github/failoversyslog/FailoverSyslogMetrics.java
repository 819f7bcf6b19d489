package io.github.failoversyslog;

import io.github.failoversyslog.engine.Each;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Binds meters of all senders of this JVM, those that start later included. {@code
 * docs/operations.md} lists them. Tags are {@code framework}, {@code context} and {@code appender};
 * counters continue when a reload of the configuration replaces an appender. Senders of the same
 * name are summed up. Several instances bound to one registry share its meters: those are there
 * until the last of these instances is closed.
 *
 * <p>Needs {@code micrometer-core}, which nothing else here does.
 */
@SuppressWarnings("exports") // a module that uses this one requires micrometer.core itself
public final class FailoverSyslogMetrics implements MeterBinder, AutoCloseable {
  private final Set<MeterRegistry> registries = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Binds nothing yet. */
  public FailoverSyslogMetrics() {}

  /**
   * Returns at once; meters of senders that start later are added by the threads that start them.
   * Has no effect if this instance is bound to the registry already.
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    RegistryMeters.bind(registry);
    boolean added;
    synchronized (registries) {
      added = registries.add(registry);
    }
    if (!added) {
      RegistryMeters.release(registry);
    }
  }

  /**
   * Removes the meters from the registries and holds these no longer, even if one of them throws:
   * then this throws the same afterwards.
   */
  @Override
  public void close() {
    List<MeterRegistry> bound;
    synchronized (registries) {
      bound = List.copyOf(registries);
      registries.clear();
    }
    Each.of(bound, RegistryMeters::release);
  }
}
