package io.github.failoversyslog.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * An entrant of a build.
   *
   * @param classPath of the other build's jars; empty for this build
   */
  private record Candidate(Entrant entrant, String classPath) {
    SenderProcess start() {
      String all = classPath + File.pathSeparator + System.getProperty("java.class.path");
      return SenderProcess.start(
          entrant,
          1,
          Path.of(System.getProperty("java.home")),
          classPath.isEmpty() ? List.of() : List.of("-cp", all)); // of two versions the first
    }

    String title() {
      return entrant.title() + (classPath.isEmpty() ? "" : ", the other build");
    }
  }

  /** The nanoseconds per event of one candidate, in all of its processes. */
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
    candidates(otherBuild).forEach(candidate -> figures.put(candidate, new Figures()));
    for (int process = 0; process < effort.processes(); process++) {
      Map<SenderProcess, Figures> senders = new LinkedHashMap<>();
      try {
        figures.forEach((candidate, those) -> senders.put(candidate.start(), those));
        rounds(senders);
      } finally {
        senders.keySet().forEach(SenderProcess::close);
      }
    }
    return table(figures);
  }

  private static List<Candidate> candidates(String otherBuild) {
    List<Candidate> candidates = new ArrayList<>();
    for (Entrant entrant :
        List.of(
            Entrant.LOG4J2_OURS, Entrant.LOG4J2_NULL, Entrant.LOGBACK_OURS, Entrant.LOGBACK_NULL)) {
      candidates.add(new Candidate(entrant, ""));
      if (entrant.isOurs() && !otherBuild.isEmpty()) {
        candidates.add(new Candidate(entrant, otherBuild));
      }
    }
    return candidates;
  }

  private void rounds(Map<SenderProcess, Figures> senders) {
    for (int round = -WARM_UPS; round < SHORT_ROUNDS * effort.rounds(); round++) {
      for (Map.Entry<SenderProcess, Figures> entry : senders.entrySet()) {
        double withParameters = nanosPerEvent(entry.getKey(), true);
        double without = nanosPerEvent(entry.getKey(), false);
        if (round >= 0) {
          entry.getValue().withParameters.add(withParameters);
          entry.getValue().without.add(without);
        }
      }
    }
  }

  private double nanosPerEvent(SenderProcess sender, boolean parameters) {
    Arrivals arrivals = new Arrivals(server::frames);
    double nanos = sender.callerNanos(EVENTS, parameters);
    if (sender.entrant().delivers()) {
      arrivals.await(EVENTS);
    }
    return nanos / EVENTS;
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
                candidate.title(),
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
