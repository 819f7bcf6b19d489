package io.github.failoversyslog.fuzz;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What Jazzer has printed. */
record JazzerOutput(String text) {
  private static final Pattern COVERAGE = Pattern.compile("cov: \\d+");
  private static final Pattern FOUND_NOTHING =
      Pattern.compile("^Done (\\d+) runs .*", Pattern.MULTILINE);

  /** The finding, or all if there is none. */
  String end() {
    return text.substring(Math.max(0, text.lastIndexOf("\n== ")));
  }

  /**
   * The inputs that were tried.
   *
   * @throws AssertionError if the search has not ended
   */
  long inputs() {
    return Long.parseLong(done().group(1));
  }

  /**
   * The inputs and the time, and the coverage of the first inputs and of all.
   *
   * @throws AssertionError if the search has not ended or had no coverage
   */
  String summary() {
    List<String> reached = COVERAGE.matcher(text).results().map(MatchResult::group).toList();
    if (reached.isEmpty()) {
      throw lacks("'cov: ' with a number", text);
    }
    return "%s, %s at first, %s"
        .formatted(done().group(), reached.get(0), reached.get(reached.size() - 1));
  }

  private MatchResult done() {
    return FOUND_NOTHING
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> lacks("'Done … runs'", text));
  }

  private static AssertionError lacks(String what, String text) {
    return new AssertionError("the output of Jazzer has no " + what + "; it is: " + text);
  }
}
