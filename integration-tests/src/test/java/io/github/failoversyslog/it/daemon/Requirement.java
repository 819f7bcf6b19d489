package io.github.failoversyslog.it.daemon;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A precondition of a test on its machine: if it is not met, the test is skipped locally and fails
 * in the CI.
 */
public final class Requirement {
  private Requirement() {}

  /**
   * Ends the running test: as failed if the environment has {@code CI=true}, otherwise as skipped
   * with the reason on standard output, since reports rarely show why a test was skipped.
   *
   * @param reason what is missing and how to get it
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
