package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads frames and messages as the RFCs have them, and throws at anything else. */
final class StrictParser {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "<(0|[1-9][0-9]{0,2})>1 "
              + "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{1,6}Z) "
              + "([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) "
              + "(-|(?:\\[[^ =\\]\"]{1,32}(?: [^ =\\]\"]{1,32}=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*+\")*+\\])++)"
              + "(?: (.*))?",
          Pattern.DOTALL);
  private static final Pattern PARAM =
      Pattern.compile(" ([!-~&&[^=\\]\"]]{1,32})=\"((?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*+)\"");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\\\]])");

  private StrictParser() {}

  record Param(String name, String value) {}

  /**
   * @param text null if there is not even a space for it
   */
  record Parsed(String appName, List<Param> params, String text) {}

  /** {@code MSG-LEN SP SYSLOG-MSG}, and again to the end. */
  static List<String> octetCounted(byte[] stream) {
    List<String> frames = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(stream);
    while (rest.hasRemaining()) {
      int length = 0;
      byte digit = rest.get();
      if (digit < '1' || digit > '9') {
        throw new IllegalArgumentException("a frame begins with byte " + digit);
      }
      for (; digit != ' '; digit = rest.get()) {
        length = length * 10 + Character.digit(digit, 10);
      }
      frames.add(text(rest.slice(rest.position(), length)));
      rest.position(rest.position() + length);
    }
    return frames;
  }

  /** {@code SYSLOG-MSG LF}, and again to the end. */
  static List<String> lines(byte[] stream) {
    List<String> frames = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < stream.length; i++) {
      if (stream[i] == '\n') {
        frames.add(text(ByteBuffer.wrap(stream, start, i - start)));
        start = i + 1;
      }
    }
    if (start != stream.length) {
      throw new IllegalArgumentException("the last line has no end");
    }
    return frames;
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("no UTF-8", e);
    }
  }

  static Parsed message(String message) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > 191) {
      throw new IllegalArgumentException("no message: " + message);
    }
    List<Param> params = new ArrayList<>();
    Matcher param = PARAM.matcher(matcher.group(7));
    while (param.find()) {
      params.add(new Param(param.group(1), ESCAPED.matcher(param.group(2)).replaceAll("$1")));
    }
    return new Parsed(matcher.group(4), params, matcher.group(8));
  }
}
