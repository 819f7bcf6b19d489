package io.github.failoversyslog.faults;

import io.github.failoversyslog.status.SenderStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Counters that a test application reports about its appender.
 *
 * @param longestCallNanos longest call of the logger since the previous report
 */
public record ProcessReport(
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

  static ProcessReport of(SenderStatistics statistics, long longestCallNanos) {
    return new ProcessReport(
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

  /** Returns one line for {@link #parse}. */
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

  static ProcessReport parse(String line) {
    long[] values = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new ProcessReport(
        values[0],
        values[1],
        values[2],
        values[3],
        values[4],
        values[5],
        values[6],
        values[7],
        values[8],
        values[9],
        values[10]);
  }
}
