package io.github.failoversyslog.wire;

/** What is wrong with a RELP frame, as {@code docs/status.md} lists it. */
final class RelpTexts {
  static final String TRANSACTION = "a transaction number of 1 to 9 digits";
  static final String COMMAND = "a command of 1 to 32 letters";
  static final String DATA_LENGTH = "a data length of 1 to 9 digits";
  static final String DATA = "a space and data";
  static final String LINE_FEED = "a line feed after the data";

  private RelpTexts() {}

  static String unexpected(String expected, String found) {
    return "not RELP: expected " + expected + ", found " + found;
  }

  static String tooLong(int dataBytes, int mostBytes) {
    return "not RELP: a frame with " + dataBytes + " bytes of data, more than " + mostBytes;
  }

  static String noReason() {
    return "no reason given";
  }
}
