package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.wire.LineDelimited;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Openings over a scripted connection, with a deadline of 10 s. The clock is a number. */
class SessionOpeningTest {
  private static final long SECOND = 1_000_000_000;
  private static final long DEADLINE = 10 * SECOND;
  private static final boolean MAKE_BEFORE_BREAK = true;

  private final ScriptedConnection connection = new ScriptedConnection();
  private final List<String> outcomes = new ArrayList<>();
  private long nowNanos;

  private SessionOpening start(Session session, boolean makeBeforeBreak, long deadlineNanos) {
    SessionOpening opening =
        new SessionOpening(
            connection,
            session,
            makeBeforeBreak,
            deadlineNanos,
            () -> nowNanos,
            new SessionOpening.OpenListener() {
              @Override
              public void opened() {
                outcomes.add("opened");
              }

              @Override
              public void failed(String reason) {
                outcomes.add(reason);
              }
            });
    opening.start();
    return opening;
  }

  private static Session stream() {
    return Streams.of(new LineDelimited(), 0, 0);
  }

  private SessionOpening startWithAServerThatMayReject(long deadlineNanos) {
    connection.mayBeRejected = true;
    return start(stream(), MAKE_BEFORE_BREAK, deadlineNanos);
  }

  private void passes(long nanos, SessionOpening opening) {
    nowNanos += nanos;
    opening.checkDeadline(nowNanos, Duration.ofNanos(DEADLINE));
  }

  @Test
  void aSessionWithoutAGreetingIsOpenAtOnce() {
    start(stream(), MAKE_BEFORE_BREAK, DEADLINE);
    assertThat(outcomes).containsExactly("opened");
  }

  @Test
  void aServerThatMayRejectTheClientHasOneSecondToDoSo() {
    SessionOpening opening = startWithAServerThatMayReject(DEADLINE);
    assertThat(opening.wakeAtNanos()).isEqualTo(SECOND);
    passes(SECOND - 1, opening);
    assertThat(outcomes).isEmpty();
    passes(1, opening);
    assertThat(outcomes).containsExactly("opened");
  }

  @Test
  void doesNotWaitForARejectionIfNoOtherConnectionIsInUse() {
    connection.mayBeRejected = true;
    start(stream(), false, DEADLINE);
    assertThat(outcomes).containsExactly("opened");
  }

  @Test
  void anyDataOfTheServerIsAcceptance() {
    startWithAServerThatMayReject(DEADLINE);
    connection.receives("ticket");
    assertThat(outcomes).containsExactly("opened");
  }

  @Test
  void failsIfTheServerRejectsTheClient() {
    SessionOpening opening = startWithAServerThatMayReject(DEADLINE);
    nowNanos = SECOND; // the end of stream and the timer are due together
    connection.ends();
    passes(0, opening);
    assertThat(outcomes).containsExactly("rejected after the TLS handshake: closed by the server");
  }

  @Test
  void silenceIsAcceptanceAtTheDeadline() {
    SessionOpening opening = startWithAServerThatMayReject(SECOND / 2);
    passes(SECOND / 2, opening);
    assertThat(outcomes).containsExactly("opened");
  }

  @Test
  void aServerThatMustRespondHasUntilTheDeadline() {
    SessionOpening opening = start(new RelpSession(1, SECOND), MAKE_BEFORE_BREAK, DEADLINE);
    assertThat(opening.wakeAtNanos()).isEqualTo(DEADLINE);
    passes(DEADLINE, opening);
    assertThat(outcomes).containsExactly("no response to RELP open within 10 s (connectTimeout)");
  }

  @Test
  void writesTheRestOfTheGreetingOnceTheSocketTakesIt() {
    connection.room = 4;
    start(new RelpSession(1, SECOND), MAKE_BEFORE_BREAK, DEADLINE);
    assertThat(connection.written()).isEqualTo("1 op[blocked]");
    connection.accepts(1000);
    assertThat(connection.written()).startsWith("en ").endsWith("[free]");
  }

  @Test
  void takesSilenceForNoEvidence() throws IOException {
    Session session = mock();
    start(session, MAKE_BEFORE_BREAK, DEADLINE);
    connection.handler.ready();
    verify(session, never()).received(any(), anyLong(), anyLong());
    connection.receives("x");
    verify(session).received(any(), anyLong(), anyLong());
  }

  @Test
  void reportsAnEndOfStreamBeforeTheConnectionIsUsed() {
    SessionOpening opening = start(stream(), MAKE_BEFORE_BREAK, DEADLINE);
    connection.receives("x".repeat(1000));
    assertThat(connection.toRead).as("what it says is not left unread").isEmpty();
    passes(DEADLINE, opening);
    assertThat(opening.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    connection.ends();
    connection.handler.ready();
    assertThat(outcomes).containsExactly("opened", "closed by the server");
  }
}
