package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.Eventually;
import io.github.failoversyslog.it.Framework;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A router forgets the connections that it has forwarded, drops what belongs to none that it knows,
 * and lets new ones pass. Nothing tells the sender but its own connection.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgottenFlowsIT extends BrokenFlowsContract {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10); // the default
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5); // the default
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofSeconds(10);

  ForgottenFlowsIT() {
    super(Framework.LOG4J2);
  }

  /** What proves that a message was read. */
  enum Receipts {
    TCP,
    TLS,
    TLS_WITH_RECEIPTS
  }

  /** One of the combinations. */
  record Case(int eventsPerSecond, int servers, Receipts receipts) {
    Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>();
      settings.put("livenessProbeInterval", INTERVAL.toSeconds() + " s");
      if (asks()) {
        settings.put("tlsReceipts", "true");
      }
      return settings;
    }

    boolean asks() {
      return receipts == Receipts.TLS_WITH_RECEIPTS;
    }

    /** Until there is a message on a new connection. */
    Duration most() {
      Duration nextEvent = Duration.ofSeconds(1).dividedBy(eventsPerSecond);
      return asks()
          ? nextEvent.plus(WRITE_TIMEOUT).plusSeconds(2)
          : INTERVAL.multipliedBy(2).plus(CLOSE_TIMEOUT);
    }

    @Override
    public String toString() {
      return "%,d/s, %d server%s, %s"
          .formatted(
              eventsPerSecond,
              servers,
              servers == 1 ? "" : "s",
              receipts.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  static Stream<Case> cases() {
    return Stream.of(Receipts.values())
        .flatMap(
            receipts ->
                Stream.of(1, 10, 1000)
                    .flatMap(
                        rate -> Stream.of(1, 2).map(servers -> new Case(rate, servers, receipts))));
  }

  @Order(2)
  @Execution(CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void losesNothing(Case its) {
    if (its.receipts() != Receipts.TCP) {
      encrypt();
    }
    openServers(its.servers());
    ApplicationProcess application = start(its.eventsPerSecond(), its.settings());
    awaitMore(server(0), 1);
    if (!its.asks()) {
      Eventually.until("a check of the connection", () -> server(0).connections() > 1);
    }
    awaitMore(server(0), 1 + its.eventsPerSecond()); // and a second later
    breakFlows(application, 0, Host::forget);
    awaitRestOfOldConnection();
    Outcome outcome = stopAndCount(application, its.eventsPerSecond());
    reportFlow(
        "flow forgotten, livenessProbeInterval 5 s: " + its,
        outcome,
        // Asked for every 200 ms; the rest is for a machine that has much else to do.
        its.asks() ? 2 + its.eventsPerSecond() : broughtByOldConnection());
    assertThat(firstOnNewConnection()).isLessThan(its.most());
    assertThat(restOfOldConnection()).isLessThan(its.most());
    assertThat(outcome.account().failovers()).isZero();
  }

  @Order(1)
  @Execution(CONCURRENT)
  @Test
  void losesNothingInFiveMinutesWithTheDefaults() {
    openServers(2);
    ApplicationProcess application = start(2, Map.of());
    awaitMore(server(0), 10);
    breakFlows(application, 0, Host::forget);
    for (Duration passed = Duration.ZERO; passed.compareTo(LONG) < 0; passed = passed.plus(STEP)) {
      pass(STEP);
    }
    Outcome outcome = stopAndCount(application, 2);
    reportFlow("flow forgotten at 2/s, 2 servers, 5 min", outcome, broughtByOldConnection());
    assertThat(firstOnNewConnection()).isLessThan(Duration.ofSeconds(60).plus(CLOSE_TIMEOUT));
    assertThat(outcome.account().failovers()).isZero();
  }
}
