package io.github.failoversyslog.it;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a message by the ABNF of RFC 5424 section 6, and nothing that the ABNF does not allow. */
final class Rfc5424Parser {
  private static final Pattern HEADER =
      Pattern.compile(
          "<(0|[1-9]\\d?|1[0-8]\\d|19[01])>1"
              + " (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?:Z|[+-]\\d\\d:\\d\\d))"
              + " ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) ");
  private static final Pattern SD_NAME = Pattern.compile("[!-~&&[^= \\]\"]]{1,32}");
  private static final String ESCAPED = "\"\\]";

  private final String raw;
  private int at;

  private Rfc5424Parser(String raw) {
    this.raw = raw;
  }

  /**
   * Fails with an {@link IllegalArgumentException} that says what is wrong and where. A TIMESTAMP
   * "-" is wrong, too: this project always knows the time.
   */
  static ReceivedMessage parse(String raw) {
    return new Rfc5424Parser(raw).message();
  }

  private ReceivedMessage message() {
    Matcher header = HEADER.matcher(raw);
    check(header.lookingAt(), "not a header");
    check(raw.indexOf('\uFFFD') < 0, "not UTF-8");
    at = header.end();
    Map<String, Map<String, String>> structuredData = structuredData();
    if (at < raw.length()) {
      expect(' ');
    }
    int priority = Integer.parseInt(header.group(1));
    return new ReceivedMessage(
        priority / 8,
        priority % 8,
        OffsetDateTime.parse(header.group(2)),
        header.group(3),
        header.group(4),
        header.group(5),
        header.group(6),
        structuredData,
        raw.substring(at));
  }

  private Map<String, Map<String, String>> structuredData() {
    Map<String, Map<String, String>> elements = new LinkedHashMap<>();
    if (at < raw.length() && raw.charAt(at) == '-') {
      at++;
      return elements;
    }
    do {
      expect('[');
      String id = name();
      Map<String, String> params = new LinkedHashMap<>();
      while (at < raw.length() && raw.charAt(at) == ' ') {
        at++;
        String name = name();
        expect('=');
        expect('"');
        params.put(name, value()); // the same name may come again, RFC 5424 section 6.3.3
      }
      expect(']');
      check(elements.put(id, params) == null, "SD-ID twice: " + id);
    } while (at < raw.length() && raw.charAt(at) == '[');
    return elements;
  }

  private String name() {
    Matcher name = SD_NAME.matcher(raw).region(at, raw.length());
    check(name.lookingAt(), "not an SD-NAME");
    at = name.end();
    return name.group();
  }

  private String value() {
    StringBuilder value = new StringBuilder();
    while (at < raw.length() && raw.charAt(at) != '"') {
      if (raw.charAt(at) == '\\') {
        at++;
        check(
            at < raw.length() && ESCAPED.indexOf(raw.charAt(at)) >= 0,
            "escaped without need, or not at all");
      } else {
        check(raw.charAt(at) != ']', "a bracket that is not escaped");
      }
      value.append(raw.charAt(at));
      at++;
    }
    expect('"');
    return value.toString();
  }

  private void expect(char expected) {
    check(at < raw.length() && raw.charAt(at) == expected, "expected '" + expected + "'");
    at++;
  }

  private void check(boolean right, String problem) {
    if (!right) {
      throw new IllegalArgumentException(problem + " at character " + at + " of: " + raw);
    }
  }
}
