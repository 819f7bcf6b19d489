package io.github.failoversyslog.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc5424ParserTest {
  private static final String TIME = "2003-10-11T22:14:15.003Z";
  private static final String HEADER = "<165>1 " + TIME + " host app 42 ID47 ";

  @Test
  void readsEveryField() {
    assertThat(parse(HEADER + "[a@1 x=\"1\" y=\"\\\"\\\\\\]\" x=\"2\"][b@1.2 z=\"ü\"] the text \n"))
        .isEqualTo(
            new Rfc5424Message(
                20,
                5,
                OffsetDateTime.parse(TIME),
                "host",
                "app",
                "42",
                "ID47",
                List.of(
                    new Element(
                        "a@1",
                        List.of(new Param("x", "1"), new Param("y", "\"\\]"), new Param("x", "2"))),
                    new Element("b@1.2", List.of(new Param("z", "ü")))),
                true,
                "the text \n"));
  }

  @Test
  void readsAMessageWithoutText() {
    assertThat(parse(HEADER + "-").hasText()).isFalse();
    assertThat(parse(HEADER + "- ").hasText()).isTrue();
    assertThat(parse(HEADER + "[meta]").elements()).containsExactly(new Element("meta", List.of()));
  }

  /** Section 6.4: a BOM is part of MSG, and marks it as UTF-8. */
  @Test
  void keepsAByteOrderMark() {
    assertThat(parse(HEADER + "- \uFEFFgrüße").text()).isEqualTo("\uFEFFgrüße");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<0>1 2003-10-11T22:14:15Z - - - - -",
        "<191>1 2003-10-11T22:14:15.123456-07:00 - - - - -",
        "<9>1 2024-02-29T00:00:00.1+18:00 h a p m -",
        "<9>1 2024-02-29T00:00:00Z ]=\"[ a[1]: 1.2 m -",
        "<9>1 2024-02-29T00:00:00Z h a p m [origin ip=\"1\" ip=\"2\"]",
        "<9>1 2024-02-29T00:00:00Z h a p m [~a!@0 ~\\[@=\"\u0000\n\u0085\"] \u0000\n\uFFFD\u0085"
      })
  void acceptsMessagesThatTheAbnfAllows(String raw) {
    assertThat(parse(raw)).isNotNull();
  }

  @Test
  void acceptsFieldsUpToTheirMaximumLength() {
    int[] longest = {255, 48, 128, 32};
    for (int field = 0; field < longest.length; field++) {
      assertThat(parse(withField(field, longest[field]))).isNotNull();
      assertRefused(withField(field, longest[field] + 1).getBytes(UTF_8));
    }
    assertThat(parse(HEADER + "[meta " + "n".repeat(32) + "=\"\"]")).isNotNull();
    assertRefused((HEADER + "[meta " + "n".repeat(33) + "=\"\"]").getBytes(UTF_8));
    assertThat(parse(HEADER + "[" + "n".repeat(30) + "@1]")).isNotNull();
    assertRefused((HEADER + "[" + "n".repeat(31) + "@1]").getBytes(UTF_8));
  }

  private static String withField(int field, int chars) {
    String[] fields = {"h", "a", "p", "m"};
    fields[field] = "~".repeat(chars);
    return "<9>1 " + TIME + " " + String.join(" ", fields) + " -";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<>1 2003-10-11T22:14:15Z h a p m -",
        "<192>1 2003-10-11T22:14:15Z h a p m -",
        "<1000>1 2003-10-11T22:14:15Z h a p m -",
        "<01>1 2003-10-11T22:14:15Z h a p m -",
        "<00>1 2003-10-11T22:14:15Z h a p m -",
        "<-1>1 2003-10-11T22:14:15Z h a p m -",
        " <1>1 2003-10-11T22:14:15Z h a p m -",
        "\uFEFF<1>1 2003-10-11T22:14:15Z h a p m -",
        "<1> 2003-10-11T22:14:15Z h a p m -",
        "<1>0 2003-10-11T22:14:15Z h a p m -",
        "<1>2 2003-10-11T22:14:15Z h a p m -",
        "<1>01 2003-10-11T22:14:15Z h a p m -",
        "<1>1 - h a p m -",
        "<1>1 2003-10-11 22:14:15Z h a p m -",
        "<1>1 2003-10-11T22:14:15.1234567Z h a p m -",
        "<1>1 2003-10-11T22:14:15.Z h a p m -",
        "<1>1 2003-10-11T22:14:15,1Z h a p m -",
        "<1>1 2003-10-11t22:14:15Z h a p m -",
        "<1>1 2003-10-11T22:14:15z h a p m -",
        "<1>1 2003-10-11T22:14:15 h a p m -",
        "<1>1 2003-10-11T22:14:15+0200 h a p m -",
        "<1>1 2003-10-11T22:14:15+24:00 h a p m -",
        "<1>1 2003-10-11T22:14:15+02:60 h a p m -",
        "<1>1 2003-00-11T22:14:15Z h a p m -",
        "<1>1 2003-13-11T22:14:15Z h a p m -",
        "<1>1 2003-10-00T22:14:15Z h a p m -",
        "<1>1 2003-09-31T22:14:15Z h a p m -",
        "<1>1 2003-02-29T22:14:15Z h a p m -",
        "<1>1 2003-10-11T24:00:00Z h a p m -",
        "<1>1 2003-10-11T22:60:15Z h a p m -",
        "<1>1 2003-10-11T22:14:60Z h a p m -",
        "<1>1 12003-10-11T22:14:15Z h a p m -",
        "<1>1 \u0662\u0660\u0660\u0663-10-11T22:14:15Z h a p m -",
        "<1>1 2003-10-11T22:14:15Z  a p m -",
        "<1>1 2003-10-11T22:14:15Z hü a p m -",
        "<1>1 2003-10-11T22:14:15Z h\t a p m -",
        "<1>1 2003-10-11T22:14:15Z h\u007f a p m -",
        "<1>1 2003-10-11T22:14:15Z h a p m",
        "<1>1 2003-10-11T22:14:15Z h a p m ",
        "<1>1 2003-10-11T22:14:15Z h a p m text",
        "<1>1 2003-10-11T22:14:15Z h a p m -text",
        "<1>1 2003-10-11T22:14:15Z h a p m []",
        "<1>1 2003-10-11T22:14:15Z h a p m [ meta]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=1]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"1\" ]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta =\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x y=\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta \"x\"=\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta ü=\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x\n=\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"]\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"\\n\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"\\\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"\"\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta  x=\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"1\"y=\"2\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta][meta]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta][origin][meta]",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta]text",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta",
        "<1>1 2003-10-11T22:14:15Z h a p m [meta x=\"1",
        "<1>1 2003-10-11T22:14:15Z h a p m [own]",
        "<1>1 2003-10-11T22:14:15Z h a p m [@1]",
        "<1>1 2003-10-11T22:14:15Z h a p m [own@]",
        "<1>1 2003-10-11T22:14:15Z h a p m [own@1a]",
        "<1>1 2003-10-11T22:14:15Z h a p m [own@1.]",
        "<1>1 2003-10-11T22:14:15Z h a p m [o@w@1]"
      })
  void rejectsMessagesThatTheRfcDoesNotAllow(String raw) {
    assertRefused(raw.getBytes(UTF_8));
  }

  /** RFC 3629: overlong forms, lone surrogates, above U+10FFFF, and bytes that are not UTF-8. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00C0\u0080",
        "\u00C1\u00BF",
        "\u00E0\u0080\u00AF",
        "\u00F0\u0080\u0080\u00AF",
        "\u00ED\u00A0\u0080",
        "\u00ED\u00BF\u00BF",
        "\u00F4\u0090\u0080\u0080",
        "\u00F8\u0088\u0080\u0080\u0080",
        "\u0080",
        "\u00C3",
        "\u00E2\u0082",
        "\u00FF"
      })
  void rejectsInvalidUtf8(String octets) {
    assertRefused((HEADER + "[meta x=\"" + octets + "\"]").getBytes(ISO_8859_1));
    assertRefused((HEADER + "- \u00EF\u00BB\u00BF" + octets).getBytes(ISO_8859_1));
    assertRefused((HEADER + "- " + octets).getBytes(ISO_8859_1));
  }

  private static Rfc5424Message parse(String raw) {
    return Rfc5424Parser.parse(raw.getBytes(UTF_8));
  }

  private static void assertRefused(byte[] raw) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc5424Parser.parse(raw));
  }
}
