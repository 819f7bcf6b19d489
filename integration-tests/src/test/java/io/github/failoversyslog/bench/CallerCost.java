package io.github.failoversyslog.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Processor time of the calling thread for each event, for messages with parameters and without,
 * and the same of another build of this project. The processes alternate in many short rounds; the
 * 10th percentile is what a round costs that the rest of the machine does not disturb.
 */
final class CallerCost {
  private static final int EVENTS = 20_000; // they fit into the buffer, so that nobody waits
  private static final int SHORT_ROUNDS = 20; // in place of a round
  private static final int WARM_UPS = 10;

  private final ServerProcess server;
  private final Effort effort;

  CallerCost(ServerProcess server, Effort effort) {
    this.server = server;
    this.effort = effort;
  }

  /**
   * One row of the table.
   *
   * @param build empty for this build
   */
  private record Candidate(Entrant entrant, String build, SenderProcess sender) {}

  /** The nanoseconds per event of one candidate. */
  private static final class Figures {
    final Samples withParameters = new Samples();
    final Samples without = new Samples();
  }

  /**
   * Returns a Markdown table.
   *
   * @param otherBuild class path of another build's jars; empty for none
   */
  List<String> measure(String otherBuild) {
    Map<Candidate, Figures> figures = new LinkedHashMap<>();
    try {
      candidates(otherBuild).forEach(candidate -> figures.put(candidate, new Figures()));
      for (int round = -WARM_UPS; round < SHORT_ROUNDS * effort.rounds(); round++) {
        for (Map.Entry<Candidate, Figures> entry : figures.entrySet()) {
          SenderProcess sender = entry.getKey().sender;
          double withParameters = nanosPerEvent(sender, true);
          double without = nanosPerEvent(sender, false);
          if (round >= 0) {
            entry.getValue().withParameters.add(withParameters);
            entry.getValue().without.add(without);
          }
        }
      }
      return table(figures);
    } finally {
      close(figures.keySet());
    }
  }

  private static List<Candidate> candidates(String otherBuild) {
    List<Candidate> candidates = new ArrayList<>();
    for (Entrant entrant :
        List.of(
            Entrant.LOG4J2_OURS, Entrant.LOG4J2_NULL, Entrant.LOGBACK_OURS, Entrant.LOGBACK_NULL)) {
      candidates.add(new Candidate(entrant, "", SenderProcess.start(entrant)));
      if (entrant.isOurs() && !otherBuild.isEmpty()) {
        candidates.add(new Candidate(entrant, ", the other build", start(entrant, otherBuild)));
      }
    }
    return candidates;
  }

  private static SenderProcess start(Entrant entrant, String otherBuild) {
    String classPath =
        otherBuild + File.pathSeparator + System.getProperty("java.class.path"); // the first counts
    return SenderProcess.start(
        entrant, 1, Path.of(System.getProperty("java.home")), List.of("-cp", classPath));
  }

  private double nanosPerEvent(SenderProcess sender, boolean parameters) {
    Arrivals arrivals = new Arrivals(server::frames);
    double nanos = sender.callerNanos(EVENTS, parameters);
    if (sender.entrant().delivers()) {
      arrivals.await(EVENTS);
    }
    return nanos / EVENTS;
  }

  private static void close(Collection<Candidate> candidates) {
    candidates.forEach(candidate -> candidate.sender.close());
  }

  private static List<String> table(Map<Candidate, Figures> figures) {
    Table table =
        new Table(
            "processor time of the caller per event",
            "two parameters, 10th percentile",
            "median",
            "no parameters, 10th percentile",
            "median");
    figures.forEach(
        (candidate, result) ->
            table.row(
                candidate.entrant.title() + candidate.build,
                nanos(result.withParameters.tenthPercentile()),
                nanos(result.withParameters.median()),
                nanos(result.without.tenthPercentile()),
                nanos(result.without.median())));
    return table.lines();
  }

  private static String nanos(double nanos) {
    return String.format(Locale.ROOT, "%,.0f ns", nanos);
  }
}
