package io.github.failoversyslog.it.application;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;

/** Waits for conditions; the time limit only determines how long a failing test takes. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

  private Eventually() {}

  /** Waits until the condition is true; the description is used in the failure message. */
  public static void until(String description, Callable<Boolean> condition) {
    await(description)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .until(condition);
  }

  /** Waits until the assertion holds. */
  public static void holds(ThrowingRunnable assertion) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .untilAsserted(assertion);
  }
}
