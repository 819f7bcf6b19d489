package io.github.failoversyslog.report;

import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The failovers and failbacks of a sender, and whether their status lines were reported. Loop's
 * thread only, but for {@link #last}.
 */
final class ServerChanges {
  private final Counters counters;
  private final InstantSource wallClock;
  private volatile Optional<ServerChange> last = Optional.empty();
  private long repeatedUntilLast; // change
  private long repeatedUntilReported; // change, the last one that is waiting to be taken
  private long repeatedUntilTaken; // change, the last one that was
  private Optional<ServerChange> unreported = Optional.empty();
  private Optional<ServerChange> reported = Optional.empty(); // not yet taken

  ServerChanges(Counters counters, InstantSource wallClock) {
    this.counters = counters;
    this.wallClock = wallClock;
  }

  /** The last one, if there was one. Any thread. */
  Optional<ServerChange> last() {
    return last;
  }

  ServerChange add(ServerChange.Kind kind, Server from, Server to, String reason) {
    long repeated = counters.repeated.sum();
    ServerChange change =
        new ServerChange(kind, wallClock.instant(), from, to, reason, repeated - repeatedUntilLast);
    repeatedUntilLast = repeated;
    last = Optional.of(change);
    unreported = last;
    return change;
  }

  /** The status line of the last change was reported. */
  void lineReported() {
    reported = unreported.or(() -> reported);
    unreported = Optional.empty();
    repeatedUntilReported = repeatedUntilLast;
  }

  /**
   * The last change whose status line was reported since the last call; its {@code repeated} counts
   * from the last one that was taken.
   */
  Optional<ServerChange> takeReported() {
    long repeated = repeatedUntilReported - repeatedUntilTaken;
    Optional<ServerChange> taken =
        reported.map(
            change ->
                new ServerChange(
                    change.kind(),
                    change.time(),
                    change.from(),
                    change.to(),
                    change.reason(),
                    repeated));
    repeatedUntilTaken = repeatedUntilReported;
    reported = Optional.empty();
    return taken;
  }
}
