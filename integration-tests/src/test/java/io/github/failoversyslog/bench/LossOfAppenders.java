package io.github.failoversyslog.bench;

import io.github.failoversyslog.faults.Dialect;
import io.github.failoversyslog.faults.LossComparison;
import io.github.failoversyslog.faults.LossComparison.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * This library's two appenders in three configurations each, and two others, under the same faults.
 */
final class LossOfAppenders {
  private LossOfAppenders() {}

  /** Returns a Markdown table. */
  static List<String> measure() throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    candidates.addAll(ours("TCP, 8 MB", "tcp", "8 MB"));
    candidates.addAll(ours("TCP, 64 MB", "tcp", "64 MB"));
    candidates.addAll(ours("RELP, 64 MB", "relp", "64 MB"));
    candidates.add(
        new Candidate(
            "Log4j2's Failover of two Syslog appenders, TCP",
            Dialect.LINES,
            Map.of(),
            () -> Log4j2Contender.of("log4j2-loss-failover.xml")));
    candidates.add(
        new Candidate(
            "logstash-logback-encoder, TCP, two destinations",
            Dialect.LINES,
            Map.of(),
            () -> new LogbackContender("logback-loss-logstash.xml")));
    return LossComparison.measure(candidates);
  }

  private static List<Candidate> ours(String settings, String protocol, String bufferSize) {
    Dialect dialect = protocol.equals("relp") ? Dialect.RELP : Dialect.OCTET_COUNTING;
    Map<String, String> properties =
        Map.of("bench.protocol", protocol, "bench.bufferSize", bufferSize);
    return List.of(
        new Candidate(
            "failover-syslog, Log4j2, " + settings,
            dialect,
            properties,
            () -> Log4j2Contender.of("log4j2-loss-ours.xml")),
        new Candidate(
            "failover-syslog, Logback, " + settings,
            dialect,
            properties,
            () -> new LogbackContender("logback-loss-ours.xml")));
  }
}
