package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelpParserTest {

  @Test
  void readsTheResponsesOfRsyslog() {
    String offers =
        """
        200 OK
        relp_version=0
        relp_software=librelp,1.11.0,http://librelp.adiscon.com
        commands=syslog""";
    ReceivedFrames received =
        ReceivedFrames.ofWhole(
            "1 rsp 93 " + offers + "\n2 rsp 6 200 OK\n3 rsp 0\n0 serverclose 0\n");
    assertThat(received.frames)
        .containsExactly("1 rsp " + offers, "2 rsp 200 OK", "3 rsp ", "0 serverclose ");
    assertThat(received.violation).isEmpty();
  }

  @Test
  void returnsAFrameOnlyWithItsLastByte() {
    ReceivedFrames received = new ReceivedFrames();
    assertThat(received.receive("12 rsp 6 200 OK").frames).isEmpty();
    assertThat(received.receive("\n").frames).containsExactly("12 rsp 200 OK");
    assertThat(received.receive("13 rsp 0").frames).hasSize(1);
    assertThat(received.receive("\n").frames).endsWith("13 rsp ");
  }

  @Test
  void readsNumbersOfUpToNineDigitsAndCommandsOfUpTo32Letters() {
    String command = "rspRSPazAZ".repeat(4).substring(0, 32);
    assertThat(ReceivedFrames.ofWhole("999999999 " + command + " 000000001 x\n").frames)
        .containsExactly("999999999 " + command + " x");
  }

  @Test
  void acceptsASpaceAfterALengthOfZero() {
    assertThat(ReceivedFrames.ofWhole("7 rsp 0 \n").frames).containsExactly("7 rsp ");
  }

  @Test
  void acceptsAnyBytesAsData() {
    String data = "\n1 rsp 0\n\0\u00FF \r";
    assertThat(ReceivedFrames.ofWhole("1 rsp " + data.length() + " " + data + "\n").frames)
        .containsExactly("1 rsp " + data);
  }

  @ParameterizedTest
  @ValueSource(ints = {1023, 1024, 1025, 131_072})
  void keepsTheStartOfLongDataAndContinuesAfterIt(int dataBytes) {
    String data = "x".repeat(dataBytes - 1) + "y";
    ReceivedFrames received =
        ReceivedFrames.ofWhole("1 rsp " + dataBytes + " " + data + "\n2 rsp 2 ok\n");
    assertThat(received.frames)
        .containsExactly("1 rsp " + data.substring(0, Math.min(1024, dataBytes)), "2 rsp ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "HTTP/1.1 400|a transaction number of 1 to 9 digits, found 'H'",
        " rsp 0|a transaction number of 1 to 9 digits, found byte 0x20",
        "-1 rsp 0|a transaction number of 1 to 9 digits, found '-'",
        "1234567890 rsp 0|a transaction number of 1 to 9 digits, found '0'",
        "1  rsp 0|a command of 1 to 32 letters, found byte 0x20",
        "1 r2p 0|a command of 1 to 32 letters, found '2'",
        "1 abcdefghijklmnopqrstuvwxyzABCDEFG 0|a command of 1 to 32 letters, found 'G'",
        "1 rsp  6|a data length of 1 to 9 digits, found byte 0x20",
        "1 rsp x|a data length of 1 to 9 digits, found 'x'",
        "1 rsp 1234567890|a data length of 1 to 9 digits, found '0'",
        "1 rsp 1 200|a line feed after the data, found '0'",
        "1 rsp 0 200|a line feed after the data, found '2'",
      })
  void reportsWhatItExpectedAndWhatItGot(String stream, String reason) {
    ReceivedFrames received = ReceivedFrames.ofWhole("5 rsp 1 x\n" + stream);
    assertThat(received.violation).isEqualTo("not RELP: expected " + reason);
    assertThat(received.frames).as("what came before").containsExactly("5 rsp x");
  }

  @Test
  void rejectsAFrameWithoutNumbersOrData() {
    assertThat(ReceivedFrames.ofWhole("1 rsp \n").violation)
        .isEqualTo("not RELP: expected a data length of 1 to 9 digits, found byte 0x0A");
    assertThat(ReceivedFrames.ofWhole("1 rsp 6\n").violation)
        .isEqualTo("not RELP: expected a space and data, found byte 0x0A");
    assertThat(ReceivedFrames.ofWhole("\u0016\u0003").violation) // a TLS record
        .endsWith("found byte 0x16");
    assertThat(ReceivedFrames.ofWhole("\u007F").violation).endsWith("found byte 0x7F");
    assertThat(ReceivedFrames.ofWhole("\u00FF").violation).endsWith("found byte 0xFF");
  }

  @ParameterizedTest
  @ValueSource(ints = {131_073, 999_999_999})
  void rejectsTooMuchData(int dataBytes) {
    assertThat(ReceivedFrames.ofWhole("1 rsp " + dataBytes + " 200 OK").violation)
        .isEqualTo("not RELP: a frame with " + dataBytes + " bytes of data, more than 131072");
  }
}
