package io.github.failoversyslog.wire;

import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a message by the ABNF of RFC 5424 section 6, and rejects everything the ABNF does not
 * allow. Some things that it allows are rejected, too, because this project never sends them: a
 * TIMESTAMP "-" or with an offset of more than 18 hours, MSG in another charset than UTF-8, and an
 * SD-ID that is neither registered nor has an enterprise number (which the text of section 6.3.2
 * forbids).
 */
public final class Rfc5424Parser {
  private static final Pattern HEADER =
      Pattern.compile(
          "<(0|[1-9]\\d?|1[0-8]\\d|19[01])>1"
              + " (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?:Z|[+-]\\d\\d:\\d\\d))"
              + " ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) ");
  private static final Pattern SD_NAME = Pattern.compile("[!-~&&[^= \\]\"]]+");
  private static final int MAX_SD_NAME_CHARS = 32;

  /** OpenTelemetry specifies its id without a number, although it is not registered. */
  private static final Pattern SD_ID =
      Pattern.compile("timeQuality|origin|meta|opentelemetry|[^@]+@\\d+(\\.\\d+)*");

  private static final String ESCAPED = "\"\\]";

  private final String raw;
  private final int maxIdChars;
  private int at;

  private Rfc5424Parser(String raw, int maxIdChars) {
    this.raw = raw;
    this.maxIdChars = maxIdChars;
  }

  /** Throws an {@link IllegalArgumentException} that says what is wrong and where. */
  public static Rfc5424Message parse(byte[] message) {
    return parse(message, MAX_SD_NAME_CHARS);
  }

  /**
   * Like {@link #parse}, but without a limit for SD-IDs, which {@code longSdIds} does not truncate.
   */
  public static Rfc5424Message parseWithLongSdIds(byte[] message) {
    return parse(message, Integer.MAX_VALUE);
  }

  private static Rfc5424Message parse(byte[] message, int maxIdChars) {
    try {
      // This decoder rejects what RFC 3629 forbids: overlong forms, surrogates, U+110000 and above.
      return new Rfc5424Parser(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString(),
              maxIdChars)
          .message();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "not UTF-8: " + new String(message, StandardCharsets.UTF_8), e);
    }
  }

  private Rfc5424Message message() {
    Matcher header = HEADER.matcher(raw);
    check(header.lookingAt(), "not a header");
    at = header.end();
    List<Element> elements = structuredData();
    boolean hasText = at < raw.length();
    if (hasText) {
      expect(' ');
    }
    int priority = Integer.parseInt(header.group(1));
    return new Rfc5424Message(
        priority / 8,
        priority % 8,
        timestamp(header.group(2)),
        header.group(3),
        header.group(4),
        header.group(5),
        header.group(6),
        elements,
        hasText,
        raw.substring(at));
  }

  private OffsetDateTime timestamp(String text) {
    try {
      return OffsetDateTime.parse(text); // checks the day of the month
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such time in: " + raw, e);
    }
  }

  private List<Element> structuredData() {
    List<Element> elements = new ArrayList<>();
    if (isNext('-')) {
      at++;
      return elements;
    }
    Set<String> ids = new HashSet<>();
    do {
      expect('[');
      String id = name(maxIdChars);
      check(SD_ID.matcher(id).matches(), "neither a registered SD-ID nor name@number: " + id);
      check(ids.add(id), "SD-ID twice: " + id);
      List<Param> params = new ArrayList<>();
      while (isNext(' ')) {
        at++;
        String name = name(MAX_SD_NAME_CHARS);
        expect('=');
        expect('"');
        params.add(new Param(name, value()));
      }
      expect(']');
      elements.add(new Element(id, params));
    } while (isNext('['));
    return elements;
  }

  private String name(int maxChars) {
    Matcher name = SD_NAME.matcher(raw).region(at, raw.length());
    check(name.lookingAt(), "not an SD-NAME");
    check(name.group().length() <= maxChars, "SD-NAME too long: " + name.group());
    at = name.end();
    return name.group();
  }

  private String value() {
    StringBuilder value = new StringBuilder();
    while (at < raw.length() && !isNext('"')) {
      if (isNext('\\')) {
        at++;
        check(
            at < raw.length() && ESCAPED.indexOf(raw.charAt(at)) >= 0,
            "escaped without need, or not at all");
      } else {
        check(!isNext(']'), "a bracket that is not escaped");
      }
      value.append(raw.charAt(at));
      at++;
    }
    expect('"');
    return value.toString();
  }

  private boolean isNext(char c) {
    return at < raw.length() && raw.charAt(at) == c;
  }

  private void expect(char expected) {
    check(isNext(expected), "expected '" + expected + "'");
    at++;
  }

  private void check(boolean right, String problem) {
    if (!right) {
      throw new IllegalArgumentException(problem + " at character " + at + " of: " + raw);
    }
  }
}
