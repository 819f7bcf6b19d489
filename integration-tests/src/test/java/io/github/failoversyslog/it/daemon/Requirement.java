package io.github.failoversyslog.it.daemon;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** What a test needs from its machine: lacking, it skips the test here and fails it in the CI. */
public final class Requirement {
  private Requirement() {}

  /**
   * Ends the running test: failed if the environment says {@code CI=true}, otherwise skipped with
   * the reason on standard output, since reports rarely show why a test was skipped.
   *
   * @param reason what is lacking and how to get it
   * @return never; declared for the caller's {@code throw}
   */
  public static IllegalStateException unmet(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    System.out.println("SKIPPED: " + reason);
    abort(reason);
    return new IllegalStateException(reason);
  }
}
