package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/**
 * Reads the frames that a RELP server sends, in whatever pieces they come: {@code TXNR SP COMMAND
 * SP DATALEN [SP DATA] LF}, see librelp's {@code doc/relp.md}. Keeps the beginning of the data and
 * passes over the rest, so that its memory does not depend on the server.
 */
public final class RelpParser {
  /** What is kept of a frame's data. */
  static final int MAX_KEPT_BYTES = 1024;

  private static final int MAX_NUMBER_DIGITS = 9;
  private static final int MAX_COMMAND_CHARS = 32;
  private static final int MAX_DATA_BYTES = 128 * 1024; // librelp's own limit
  private static final String RSP = "rsp";

  /** Takes one frame. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param transaction 0 to 999,999,999; 0 is a hint that is no answer to anything
     * @param command 1 to 32 letters; {@code rsp} for an answer
     * @param data its first 1024 bytes, position to limit; belongs to the parser and is valid
     *     during the call only
     */
    void frame(int transaction, String command, ByteBuffer data);
  }

  /** The bytes are no RELP; what follows them cannot be read. */
  public static final class ViolationException extends Exception {
    private static final long serialVersionUID = 1L;

    ViolationException(String message) {
      super(message);
    }
  }

  private enum Part {
    TRANSACTION,
    COMMAND,
    LENGTH,
    DATA,
    TRAILER
  }

  private final StringBuilder letters = new StringBuilder(MAX_COMMAND_CHARS);
  private final ByteBuffer data = ByteBuffer.allocate(MAX_KEPT_BYTES);
  private Part part = Part.TRANSACTION;
  private int number;
  private int digits;
  private int transaction;
  private String command = "";
  private int dataBytesLeft;

  /**
   * Hands over every frame that ends in these bytes.
   *
   * @param bytes position to limit; consumed, unless there is a violation
   * @throws ViolationException at the first byte that cannot be part of a frame; the frames before
   *     it were handed over, and the parser is of no more use
   */
  public void parse(ByteBuffer bytes, Sink sink) throws ViolationException {
    while (bytes.hasRemaining()) {
      if (part == Part.DATA) {
        takeData(bytes);
      } else {
        take(bytes.get(), sink);
      }
    }
  }

  private void take(byte next, Sink sink) throws ViolationException {
    switch (part) {
      case TRANSACTION -> takeTransaction(next);
      case COMMAND -> takeCommand(next);
      case LENGTH -> takeLength(next, sink);
      case TRAILER -> {
        expect(next == '\n', RelpTexts.LINE_FEED, next);
        finish(sink);
      }
      case DATA -> throw new IllegalStateException("data is not taken byte by byte");
    }
  }

  private void takeTransaction(byte next) throws ViolationException {
    if (next == ' ' && digits > 0) {
      transaction = takeNumber();
      letters.setLength(0);
      part = Part.COMMAND;
    } else {
      takeDigit(next, RelpTexts.TRANSACTION);
    }
  }

  private void takeCommand(byte next) throws ViolationException {
    if (next == ' ' && !letters.isEmpty()) {
      command = RSP.contentEquals(letters) ? RSP : letters.toString(); // an answer costs no String
      part = Part.LENGTH;
    } else {
      boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
      expect(letter && letters.length() < MAX_COMMAND_CHARS, RelpTexts.COMMAND, next);
      letters.append((char) next);
    }
  }

  private void takeLength(byte next, Sink sink) throws ViolationException {
    if (digits == 0 || (next != ' ' && next != '\n')) {
      takeDigit(next, RelpTexts.DATA_LENGTH);
      return;
    }
    dataBytesLeft = takeNumber();
    if (dataBytesLeft > MAX_DATA_BYTES) {
      throw new ViolationException(RelpTexts.tooLong(dataBytesLeft, MAX_DATA_BYTES));
    }
    data.clear();
    if (next == ' ') {
      part = Part.DATA;
    } else {
      expect(dataBytesLeft == 0, RelpTexts.DATA, next);
      finish(sink);
    }
  }

  private void takeData(ByteBuffer bytes) {
    int here = Math.min(bytes.remaining(), dataBytesLeft);
    int kept = Math.min(here, data.remaining());
    data.put(data.position(), bytes, bytes.position(), kept).position(data.position() + kept);
    bytes.position(bytes.position() + here);
    dataBytesLeft -= here;
    if (dataBytesLeft == 0) {
      part = Part.TRAILER;
    }
  }

  private void finish(Sink sink) {
    part = Part.TRANSACTION;
    sink.frame(transaction, command, data.flip());
  }

  private void takeDigit(byte next, String expected) throws ViolationException {
    boolean digit = next >= '0' && next <= '9';
    expect(digit && digits < MAX_NUMBER_DIGITS, expected, next);
    number = number * 10 + next - '0';
    digits++;
  }

  private int takeNumber() {
    int taken = number;
    number = 0;
    digits = 0;
    return taken;
  }

  private static void expect(boolean met, String expected, byte found) throws ViolationException {
    if (!met) {
      throw new ViolationException(RelpTexts.unexpected(expected, shown(found)));
    }
  }

  private static String shown(byte found) {
    return found > ' ' && found < 0x7F
        ? "'" + (char) found + "'"
        : String.format("byte 0x%02X", found);
  }
}
