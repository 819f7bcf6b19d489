package io.github.failoversyslog.it.server;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Excerpt;

/**
 * Finds the complete frames in a stream of bytes, and rejects anything that the RFC does not allow.
 */
@FunctionalInterface
public interface FrameParser {

  /** Receives the messages, one call each. */
  @FunctionalInterface
  interface FrameConsumer {
    void message(byte[] bytes, int offset, int length);
  }

  /** The bytes are not a valid frame; the rest of the stream cannot be read. */
  final class FramingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FramingException(String message) {
      super(message);
    }
  }

  /**
   * Passes the messages of all complete frames between the two offsets to the sink.
   *
   * @return where the first incomplete frame begins
   */
  int parse(byte[] bytes, int from, int to, FrameConsumer sink);

  /** Creates the parser of a connection. */
  @FunctionalInterface
  interface Factory {
    FrameParser create(ServerConnection connection);
  }

  static FrameParser of(FramingMode framing) {
    return switch (framing) {
      case OCTET_COUNTING -> FrameParser::octetCounting;
      case NEWLINE -> FrameParser::lines;
    };
  }

  /** {@code MSG-LEN SP SYSLOG-MSG}: RFC 6587 section 3.4.1. */
  private static int octetCounting(byte[] bytes, int from, int to, FrameConsumer sink) {
    int frame = from;
    while (frame < to) {
      int at = frame;
      long length = 0;
      while (at < to && bytes[at] != ' ') {
        boolean digit = bytes[at] >= (at == frame ? '1' : '0') && bytes[at] <= '9';
        if (!digit || at - frame == 9) {
          throw new FramingException("no length: " + Excerpt.of(bytes, frame, to));
        }
        length = 10 * length + bytes[at] - '0';
        at++;
      }
      if (at == frame) {
        throw new FramingException("no length: " + Excerpt.of(bytes, frame, to));
      }
      int message = at + 1;
      if (to - message < length) {
        return frame;
      }
      checkStart(bytes, message, to);
      sink.message(bytes, message, (int) length);
      frame = message + (int) length;
    }
    return frame;
  }

  /** {@code SYSLOG-MSG LF}: RFC 6587 section 3.4.2. */
  private static int lines(byte[] bytes, int from, int to, FrameConsumer sink) {
    int frame = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        checkStart(bytes, frame, to);
        sink.message(bytes, frame, at - frame);
        frame = at + 1;
      }
    }
    return frame;
  }

  private static void checkStart(byte[] bytes, int at, int to) {
    if (bytes[at] != '<') {
      throw new FramingException("no PRI: " + Excerpt.of(bytes, at, to));
    }
  }
}
