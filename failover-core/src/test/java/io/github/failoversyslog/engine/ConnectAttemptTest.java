package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.wire.LineDelimited;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts of 10 s with a server that may refuse the TLS session. The clock is a number. */
class ConnectAttemptTest {
  private static final long SECOND = 1_000_000_000;

  private final List<Connector.AttemptListener> opened = new ArrayList<>();
  private final List<Connector.AttemptListener> probed = new ArrayList<>();
  private final List<Connector.AttemptListener> openedWithoutSession = new ArrayList<>();
  private final List<String> signals = new ArrayList<>();
  private Supplier<Session> sessions = () -> new RelpSession(1, SECOND);
  private int cancelled; // attempts without a session
  private long nowNanos;

  private final class Connectors implements Connector {
    @Override
    public Attempt open(Server server, AttemptListener outcome) {
      opened.add(outcome);
      return new IdleAttempt();
    }

    @Override
    public Attempt probe(Server server, AttemptListener outcome) {
      probed.add(outcome);
      return new IdleAttempt();
    }

    @Override
    public Attempt openWithoutSession(Server server, AttemptListener outcome) {
      openedWithoutSession.add(outcome);
      return new IdleAttempt() {
        @Override
        public long wakeAtNanos() {
          return 99 * SECOND;
        }

        @Override
        public void cancel() {
          cancelled++;
        }
      };
    }
  }

  private ConnectAttempt start(Purpose purpose) {
    return ConnectAttempt.start(
        new Server("log1", 6514),
        1,
        purpose,
        new ConnectAttempt.Environment(
            new Connectors(),
            () -> sessions.get(),
            () -> nowNanos,
            10 * SECOND,
            signal -> signals.add(signal.trigger() + " " + signal.reason())));
  }

  /** The outcome of the first try. */
  private Connector.AttemptListener first(Purpose purpose) {
    return (purpose == Purpose.USE ? opened : probed).get(0);
  }

  private static ScriptedConnection refusing() {
    ScriptedConnection connection = new ScriptedConnection();
    connection.refusedSession = true;
    return connection;
  }

  /** The server refuses the session with which the connection is completed. */
  private ConnectAttempt refused(Purpose purpose) {
    ConnectAttempt attempt = start(purpose);
    ScriptedConnection first = refusing();
    first(purpose).reached(first);
    if (purpose != Purpose.USE) {
      attempt.complete();
    }
    signals.clear();
    first.fails("received fatal alert: internal_error");
    assertThat(first.written()).endsWith("[closed]");
    return attempt;
  }

  @ParameterizedTest
  @EnumSource
  void connectsAgainWithoutTheSessionThatWasRefused(Purpose purpose) {
    ConnectAttempt attempt = refused(purpose);
    assertThat(attempt.isOpening()).isTrue();
    ScriptedConnection second = new ScriptedConnection();
    openedWithoutSession.get(0).reached(second);
    assertThat(signals).isEmpty();
    second.receives(RelpStory.OPEN_ANSWER);
    assertThat(signals).hasSize(1).first().asString().matches("(CONNECTED|\\w+_READY) ");
    assertThat(attempt.take().connection()).isSameAs(second);
  }

  @ParameterizedTest
  @EnumSource
  void failsOnceIfTheServerIsGoneThen(Purpose purpose) {
    ConnectAttempt attempt = refused(purpose);
    openedWithoutSession.get(0).failed("connection refused");
    assertThat(signals).hasSize(1).first().asString().matches("\\w+_FAILED connection refused");
    assertThat(signals.get(0)).as("the server was reached").doesNotStartWith("LIVENESS_FAILED");
    assertThat(attempt.connection()).isEmpty();
  }

  @Test
  void connectsAgainNoMoreThanOnce() {
    ConnectAttempt attempt = refused(Purpose.USE);
    ScriptedConnection second = refusing();
    openedWithoutSession.get(0).reached(second);
    second.fails("received fatal alert: internal_error");
    assertThat(openedWithoutSession).hasSize(1);
    assertThat(signals).containsExactly("CONNECT_FAILED received fatal alert: internal_error");
    assertThat(attempt.isOpening()).isFalse();
  }

  @Test
  void theDeadlineIsThatOfTheFirstConnection() {
    ConnectAttempt attempt = start(Purpose.USE);
    ScriptedConnection first = refusing();
    opened.get(0).reached(first);
    nowNanos = 9 * SECOND;
    first.ends();
    assertThat(attempt.wakeAtNanos()).isEqualTo(10 * SECOND);
    attempt.checkDeadline(10 * SECOND - 1);
    assertThat(signals).isEmpty();
    attempt.checkDeadline(10 * SECOND);
    assertThat(signals)
        .containsExactly("CONNECT_FAILED TLS handshake not completed within 10 s (connectTimeout)");
    assertThat(cancelled).isEqualTo(1);
  }

  @Test
  void aFaultOfACompleteConnectionIsReported() {
    ConnectAttempt attempt = start(Purpose.PROBE);
    ScriptedConnection connection = refusing();
    first(Purpose.PROBE).reached(connection);
    connection.toRead = RelpStory.OPEN_ANSWER;
    attempt.complete();
    signals.clear();
    connection.ends();
    assertThat(signals).containsExactly("PROBE_FAILED closed by the server");
    assertThat(openedWithoutSession).isEmpty();
  }

  @Test
  void showsItsConnectionAndItsSessionUntilItIsDropped() {
    ConnectAttempt attempt = start(Purpose.PROBE);
    assertThat(attempt.connection()).isEmpty();
    assertThat(attempt.session()).isEmpty();
    ScriptedConnection connection = new ScriptedConnection();
    first(Purpose.PROBE).reached(connection);
    assertThat(attempt.connection()).containsSame(connection);
    assertThat(attempt.session()).isEmpty();
    attempt.complete();
    assertThat(attempt.session()).containsInstanceOf(RelpSession.class);
    attempt.drop();
    assertThat(attempt.connection()).isEmpty();
  }

  /** The connection that it may replace works: no reason to hurry. */
  @ParameterizedTest
  @EnumSource
  void waitsForARejectionUnlessNoOtherConnectionIsInUse(Purpose purpose) {
    sessions = () -> Streams.of(new LineDelimited(), 0, 0);
    ConnectAttempt attempt = start(purpose);
    ScriptedConnection connection = new ScriptedConnection();
    connection.mayBeRejected = true;
    first(purpose).reached(connection);
    if (purpose == Purpose.USE) {
      assertThat(signals).containsExactly("CONNECTED ");
      return;
    }
    signals.clear();
    attempt.complete();
    assertThat(signals).isEmpty();
    nowNanos = SECOND;
    attempt.checkDeadline(nowNanos);
    assertThat(signals).hasSize(1).first().asString().matches("\\w+_READY ");
  }

  @Test
  void signalsNothingOnceItIsDropped() {
    ConnectAttempt attempt = start(Purpose.USE);
    ScriptedConnection connection = new ScriptedConnection();
    first(Purpose.USE).reached(connection);
    attempt.drop();
    connection.ends();
    assertThat(signals).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "USE, CONNECT_FAILED, CONNECT_FAILED, CONNECT_FAILED",
    "PROBE, PROBE_FAILED, PROBE_FAILED, PROBE_FAILED",
    "LIVENESS_PROBE, LIVENESS_FAILED, RENEWAL_FAILED, LIVENESS_UNKNOWN",
  })
  void aHostThatAnswersAndOneThatIsNotAskedAreNotDown(
      Purpose purpose, String failed, String rejected, String notAsked) {
    start(purpose);
    first(purpose).failed("a");
    first(purpose).rejected("b");
    first(purpose).notAsked("c");
    assertThat(signals).containsExactly(failed + " a", rejected + " b", notAsked + " c");
  }

  @Test
  void aHostThatWasReachedBeforeIsNotUnknown() {
    refused(Purpose.LIVENESS_PROBE);
    openedWithoutSession.get(0).notAsked("no file descriptor left");
    assertThat(signals).containsExactly("RENEWAL_FAILED no file descriptor left");
  }
}
