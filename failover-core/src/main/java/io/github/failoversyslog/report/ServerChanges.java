package io.github.failoversyslog.report;

import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The failovers and failbacks of a sender, and whether their status lines were reported. Loop's
 * thread only, but for {@link #last}.
 */
final class ServerChanges {
  private final Counters counters;
  private final InstantSource wallClock;
  private volatile Optional<ServerChange> last = Optional.empty();
  private long repeatedUntilLast; // change
  private long repeatedUntilReported; // change, the last one
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
    if (unreported.isPresent()) {
      reported = unreported.map(this::sinceTaken);
      unreported = Optional.empty();
      repeatedUntilReported = repeatedUntilLast;
    }
  }

  private ServerChange sinceTaken(ServerChange change) {
    return new ServerChange(
        change.kind(),
        change.time(),
        change.from(),
        change.to(),
        change.reason(),
        repeatedUntilLast - repeatedUntilTaken);
  }

  /**
   * Offers the last change whose status line was reported, if it was not taken yet: the same object
   * each time, whose {@code repeated} counts from the last one that was taken.
   *
   * @param take returns whether it takes the change
   */
  void offerReported(Predicate<ServerChange> take) {
    if (reported.filter(take).isPresent()) {
      repeatedUntilTaken = repeatedUntilReported;
      reported = Optional.empty();
    }
  }
}
