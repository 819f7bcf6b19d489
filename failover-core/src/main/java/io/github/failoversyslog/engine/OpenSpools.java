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
 * The spools that this process has open. A file is opened and closed without any lock, for that may
 * take seconds: only those that want the same file wait for it.
 */
final class OpenSpools {
  /** Those of this JVM. */
  static final OpenSpools SHARED = new OpenSpools(Spool::open, System::nanoTime);

  private static final long ENDING_MAY_TAKE_NANOS = TimeUnit.SECONDS.toNanos(2);

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
   * Opens the spool, or joins the owner's last sender. Waits at most two seconds for a sender that
   * was told to stop. An interrupt neither ends this nor is lost.
   *
   * @param owner whoever is equal to this one may follow it
   * @throws SpoolInUseException if another owner, or another process, has it
   * @throws IOException if there can be no spool; the message says what to do
   */
  SpoolLease take(SpoolSettings settings, Object owner) throws IOException {
    Path key = settings.file().toAbsolutePath().normalize();
    SharedSpool begun = new SharedSpool(owner, gone -> spools.remove(key, gone));
    SpoolLease first = begun.firstLease();
    long beganNanos = clock.getAsLong();
    while (true) {
      SharedSpool held = spools.putIfAbsent(key, begun);
      if (held == null) {
        begun.open(() -> opener.open(settings.file(), settings.bytes()));
        return first;
      }
      SpoolLease next = held.followedBy(owner);
      if (next != null) {
        held.awaitOpened();
        return next;
      }
      long leftNanos = ENDING_MAY_TAKE_NANOS - (clock.getAsLong() - beganNanos);
      if (!held.isEnding() || !held.awaitEnd(leftNanos)) {
        throw SpoolInUseException.byThisProcess(settings.file());
      }
    }
  }
}
