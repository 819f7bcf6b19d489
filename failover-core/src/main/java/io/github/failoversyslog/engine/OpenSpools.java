package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.ring.Spool;
import io.github.failoversyslog.ring.SpoolInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The spools that this process has open. No lock is held while a file is opened or closed, which
 * may take seconds: only callers that want the same file wait for it.
 */
final class OpenSpools {
  /** The spools of this JVM. */
  static final OpenSpools SHARED = new OpenSpools(Spool::open, System::nanoTime);

  private static final long MAX_CLOSE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Opens a file; may take seconds. */
  @FunctionalInterface
  interface Opener {
    Spool open(Path file, long bytes) throws IOException;
  }

  private final Opener opener;
  private final LongSupplier clock;
  private final ConcurrentMap<Path, SharedSpool> spools = new ConcurrentHashMap<>();

  /**
   * @param clock nanoseconds
   */
  OpenSpools(Opener opener, LongSupplier clock) {
    this.opener = opener;
    this.clock = clock;
  }

  /**
   * Opens the spool, or shares it with the owner's last sender. Waits at most 2 s for a sender that
   * is stopping. An interrupt does not end the wait; the interrupt status is restored.
   *
   * @param owner senders of equal owners may use a spool one after the other
   * @throws SpoolInUseException if another owner or another process has the spool open
   * @throws IOException if the spool cannot be opened; the message says what to do
   */
  SpoolLease take(SpoolSettings settings, Object owner) throws IOException {
    Path key = settings.file().toAbsolutePath().normalize();
    SharedSpool created = new SharedSpool(owner, closed -> spools.remove(key, closed));
    SpoolLease first = created.firstLease();
    long startNanos = clock.getAsLong();
    while (true) {
      SharedSpool held = spools.putIfAbsent(key, created);
      if (held == null) {
        created.open(() -> opener.open(settings.file(), settings.bytes()));
        return first;
      }
      SpoolLease next = held.followedBy(owner);
      if (next != null) {
        held.awaitOpened();
        return next;
      }
      long leftNanos = MAX_CLOSE_WAIT_NANOS - (clock.getAsLong() - startNanos);
      if (!held.isEnding() || !held.awaitEnd(leftNanos)) {
        throw SpoolInUseException.byThisProcess(settings.file());
      }
    }
  }
}
