package io.github.failoversyslog.faults;

import io.github.failoversyslog.status.SenderStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What an application tells of itself.
 *
 * @param longestCallNanos of the logger, since the last account
 */
public record Account(
    long longestCallNanos,
    long discarded,
    long releasedUnconfirmed,
    long repeated,
    long connectionsLost,
    long failovers,
    long failbacks,
    long probesPassed,
    long probesFailed,
    long renewals,
    long receipts) {

  static Account of(SenderStatistics statistics, long longestCallNanos) {
    return new Account(
        longestCallNanos,
        statistics.allDiscarded(),
        statistics.releasedUnconfirmed(),
        statistics.repeated(),
        statistics.connectionsLost(),
        statistics.failovers(),
        statistics.failbacks(),
        statistics.probesPassed(),
        statistics.probesFailed(),
        statistics.renewals(),
        statistics.receipts());
  }

  public Duration longestCall() {
    return Duration.ofNanos(longestCallNanos);
  }

  /** One line, which {@link #parse} understands. */
  String line() {
    return LongStream.of(
            longestCallNanos,
            discarded,
            releasedUnconfirmed,
            repeated,
            connectionsLost,
            failovers,
            failbacks,
            probesPassed,
            probesFailed,
            renewals,
            receipts)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  static Account parse(String line) {
    long[] its = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Account(
        its[0], its[1], its[2], its[3], its[4], its[5], its[6], its[7], its[8], its[9], its[10]);
  }
}
