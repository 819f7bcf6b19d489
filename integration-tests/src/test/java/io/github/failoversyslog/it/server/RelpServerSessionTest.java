package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelpServerSessionTest {
  static final String OFFERS = "relp_version=0\nrelp_software=client\ncommands=syslog";
  static final String OPEN = "1 open " + OFFERS.length() + " " + OFFERS + "\n";
  static final String OPEN_ANSWER =
      RelpResponder.rsp(1, "200 OK\nrelp_version=0\nrelp_software=test\ncommands=syslog");

  private final RelpService service = new RelpService();
  private final List<String> sent = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final RelpServerSession session =
      new RelpServerSession(1, service, (text, last) -> sent.add(text + (last ? "END" : "")));

  @Test
  void answersAsRsyslogDoes() {
    assertThat(reads(OPEN)).isEqualTo(OPEN.length());
    reads("2 syslog 4 <1>x\n3 syslog 3 <2>\n");
    reads("4 close 0\n");
    assertThat(sent)
        .containsExactly(
            OPEN_ANSWER, "2 rsp 6 200 OK\n3 rsp 6 200 OK\n", "4 rsp 0\n0 serverclose 0\nEND");
    assertThat(messages).containsExactly("<1>x", "<2>");
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void countsOctetsAndNotCharacters() {
    reads(OPEN);
    reads("2 syslog 5 <1>ü\n3 syslog 4 <2>\n\n");
    assertThat(messages).containsExactly("<1>ü", "<2>\n");
  }

  @Test
  void doesNotConsumeAnIncompleteFrame() {
    reads(OPEN);
    String frames = "2 syslog 3 <1>\n3 close 0\n";
    int first = frames.indexOf('3', 13);
    for (int length = 0; length < first; length++) {
      assertThat(reads(frames.substring(0, length))).as("%s", length).isZero();
    }
    assertThat(reads(frames.substring(0, first))).isEqualTo(first);
    assertThat(reads(frames.substring(first, frames.length() - 1))).isZero();
    assertThat(sent).containsExactly(OPEN_ANSWER, "2 rsp 6 200 OK\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 open 0\n", // wrong transaction number
        "1 syslog 3 <1>\n",
        "1 close 0\n",
        "01 open 0\n",
        "1  open 0\n",
        "1 open 00\n",
        "1 open 0 \n",
        "1 open 14 relp_version=0\n", // incomplete offer
        "0 open 0\n",
        "x",
        "1000000000 open 0\n",
        "1 opeN1 0\n",
        "1 abcdefghijklmnopqrstuvwxyzabcdefg 0\n",
        "1 open 1000000000 x\n",
      })
  void rejectsInvalidFirstFrames(String frame) {
    refuses(frame);
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 syslog 3 <1>\n",
        "1 syslog 3 <1>\n",
        "2 syslog 3 1> \n",
        "2 syslog 0\n",
        "2 syslog 3 <1>x",
        "2 rsp 6 200 OK\n",
        "2 close 1 x\n",
        "2 close 0\n3 close 0\n",
        "2 close 0\n3 syslog 3 <1>\n",
      })
  void rejectsInvalidFramesWithinASession(String frames) {
    reads(OPEN);
    refuses(frames);
    assertThat(messages).isEmpty();
  }

  @Test
  void rejectsASecondOpen() {
    reads(OPEN);
    refuses(OPEN.replaceFirst("1", "2"));
  }

  @Test
  void rejectsAMessageBeforeTheAnswerToOpenWasSent() {
    refuses(OPEN + "2 syslog 3 <1>\n");
  }

  @Test
  void rejectsAMessageWhileTheAnswerToOpenIsHeld() {
    service.hold();
    reads(OPEN);
    refuses("2 syslog 3 <1>\n");
  }

  @Test
  void rejectsAMessageInARefusedSession() {
    service.answer(RelpResponder.refusingSessions("full"));
    reads(OPEN);
    assertThat(sent).containsExactly("1 rsp 8 500 full\n");
    refuses("2 syslog 3 <1>\n");
  }

  @Test
  void holdsAnswersUntilReleased() {
    reads(OPEN);
    service.hold();
    reads("2 syslog 3 <1>\n");
    reads("3 syslog 3 <2>\n");
    assertThat(sent).hasSize(1);
    assertThat(session.held()).isEqualTo(2);
    session.release();
    assertThat(sent).endsWith("2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
    assertThat(session.held()).isZero();
  }

  @Test
  void doesNotCountRefusedMessages() {
    reads(OPEN);
    service.answer(RelpResponder.refusingFirstAttempts());
    reads("2 syslog 3 <1>\n3 syslog 3 <2>\n4 syslog 3 <1>\n");
    assertThat(sent)
        .endsWith("2 rsp 15 500 not at once\n3 rsp 15 500 not at once\n4 rsp 6 200 OK\n");
    assertThat(messages).containsExactly("<1>");
    service.answer(RelpResponder.refusingMessages());
    reads("5 syslog 3 <1>\n");
    assertThat(sent).endsWith("5 rsp 11 500 refused\n");
    assertThat(messages).hasSize(1);
  }

  @Test
  void sendsTheConfiguredAnswers() {
    reads(OPEN);
    assertThat(says(RelpResponder.never(), 2)).isEmpty();
    assertThat(says(RelpResponder.wrongTransactions(), 3)).isEqualTo("1000003 rsp 6 200 OK\n");
    assertThat(says(RelpResponder.garbage(), 4)).startsWith("HTTP/1.1");
    assertThat(says(RelpResponder.hugeLength(), 5)).startsWith("5 rsp 999999999 200 OKxxx");
    assertThat(says(RelpResponder.serverClose(), 6)).isEqualTo("0 serverclose 0\n");
  }

  @Test
  void answersInReverseOrder() {
    reads(OPEN);
    RelpResponder reversing = RelpResponder.reversing(3);
    assertThat(says(reversing, 2)).isEmpty();
    assertThat(says(reversing, 3)).isEmpty();
    assertThat(says(reversing, 4)).isEqualTo("4 rsp 6 200 OK\n3 rsp 6 200 OK\n2 rsp 6 200 OK\n");
    assertThat(says(reversing, 5)).isEmpty();
  }

  @Test
  void changesItsAnswersAfterANumberOfMessages() {
    RelpResponder responder = RelpResponder.afterMessages(1, RelpResponder.serverClose());
    service.answer(responder);
    reads(OPEN);
    assertThat(says(responder, 2)).isEqualTo("2 rsp 6 200 OK\n");
    assertThat(says(responder, 3)).isEqualTo("0 serverclose 0\n");
  }

  /** Returns the answer to a message. */
  private String says(RelpResponder responder, int transaction) {
    service.answer(responder);
    sent.clear();
    reads(transaction + " syslog 3 <1>\n");
    return String.join("", sent);
  }

  /** Returns how many bytes belong to complete frames. */
  private int reads(String frames) {
    byte[] bytes = frames.getBytes(UTF_8);
    return session.parse(
        bytes,
        0,
        bytes.length,
        (message, offset, length) -> messages.add(new String(message, offset, length, UTF_8)));
  }

  private void refuses(String frames) {
    assertThatThrownBy(() -> reads(frames)).isInstanceOf(FrameParser.FramingException.class);
  }
}
