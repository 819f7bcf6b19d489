package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The results of the JDK's engine for single records, passed to {@link KeyUpdates}. */
class KeyUpdatesTest {
  private final KeyUpdates keyUpdates = new KeyUpdates();

  KeyUpdatesTest() {
    keyUpdates.begin();
  }

  private void weAsk(int requests) {
    keyUpdates.asking(true);
    IntStream.range(0, requests).forEach(i -> keyUpdateIsWrapped());
    keyUpdates.asking(false);
  }

  private void engineAsks() {
    keyUpdateIsWrapped();
  }

  private void weRespond() {
    keyUpdateIsWrapped();
  }

  private void keyUpdateIsWrapped() {
    keyUpdates.wrapped(new SSLEngineResult(Status.OK, HandshakeStatus.FINISHED, 0, 43));
  }

  private void serverAnswers(int answers) {
    IntStream.range(0, answers).forEach(i -> comes(Status.OK, HandshakeStatus.FINISHED, 27, 0));
  }

  private void serverAsks() {
    comes(Status.OK, HandshakeStatus.NEED_WRAP, 27, 0);
  }

  private void comes(Status status, HandshakeStatus handshake, int consumed, int produced) {
    keyUpdates.unwrapped(new SSLEngineResult(status, handshake, consumed, produced));
  }

  @ParameterizedTest
  @ValueSource(ints = {27, 43})
  void countsAnswersOfBothRecordLengths(int bytes) {
    weAsk(2);
    comes(Status.OK, HandshakeStatus.FINISHED, bytes, 0);
    assertThat(keyUpdates.answersToUs()).isEqualTo(1);
    comes(Status.OK, HandshakeStatus.FINISHED, bytes, 0);
    assertThat(keyUpdates.answersToUs()).isEqualTo(2);
    assertThat(keyUpdates.answerBytes()).isEqualTo(2L * bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, FINISHED, 103, 0", // a session ticket
    "OK, FINISHED, 613, 0",
    "OK, NOT_HANDSHAKING, 43, 5", // application data
    "OK, NOT_HANDSHAKING, 27, 0", // an empty record
    "OK, NEED_WRAP, 43, 0", // a request of the server
    "CLOSED, NOT_HANDSHAKING, 24, 0", // close_notify
    "CLOSED, NEED_WRAP, 43, 0",
    "BUFFER_UNDERFLOW, NOT_HANDSHAKING, 0, 0"
  })
  void countsNoOtherRecordAsAnAnswer(
      Status status, HandshakeStatus handshake, int consumed, int produced) {
    weAsk(2);
    comes(status, handshake, consumed, produced);
    assertThat(keyUpdates.answersToUs()).isZero();
    assertThat(keyUpdates.answerBytes()).isZero();
  }

  @Test
  void countsNoRecordsOfTheHandshake() {
    KeyUpdates early = new KeyUpdates();
    early.wrapped(new SSLEngineResult(Status.OK, HandshakeStatus.FINISHED, 0, 43));
    early.unwrapped(new SSLEngineResult(Status.OK, HandshakeStatus.FINISHED, 43, 0));
    early.begin();
    assertThat(early.answersToUs()).isZero();
  }

  @Test
  void doesNotCountAnAnswerToTheServerAsARequest() {
    serverAsks();
    weRespond();
    weAsk(2);
    serverAnswers(2);
    assertThat(keyUpdates.answersToUs()).isEqualTo(2);
    assertThat(keyUpdates.answerBytes()).isEqualTo(54);
    serverAsks();
    weAsk(1); // the first record is the answer to the server
    serverAnswers(1);
    assertThat(keyUpdates.answerBytes()).as("nothing was asked for").isEqualTo(54);
  }

  @Test
  void doesNotCountTheAnswerToTheEnginesRequest() {
    engineAsks();
    weAsk(2);
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).isZero();
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).isEqualTo(1);
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).isEqualTo(2);
    engineAsks();
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).isEqualTo(2);
    assertThat(keyUpdates.answerBytes()).isEqualTo(4 * 27);
  }

  /** The server's first answer is to our first request, and arrives with the second request. */
  @Test
  void recognisesTheEnginesRequestWhenTheLastAnswerIsAlwaysMissing() {
    weAsk(2);
    serverAnswers(1);
    engineAsks();
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).isEqualTo(2);
    weAsk(2);
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).as("the engine's was answered").isEqualTo(2);
    serverAnswers(1);
    assertThat(keyUpdates.answersToUs()).isEqualTo(3);
  }

  @Test
  void countsAnUnrequestedAnswer() {
    weAsk(2);
    serverAnswers(3);
    assertThat(keyUpdates.answersToUs()).isEqualTo(3);
    assertThat(keyUpdates.answerBytes()).as("of what was asked for").isEqualTo(2 * 27);
    serverAnswers(1_000_000);
    assertThat(keyUpdates.answerBytes()).isEqualTo(2 * 27);
  }
}
