package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc5424ParserTest {
  private static final String HEADER = "<165>1 2003-10-11T22:14:15.003Z host app 42 ID47 ";

  @Test
  void readsEveryField() {
    assertThat(
            Rfc5424Parser.parse(HEADER + "[a@1 x=\"1\" y=\"\\\"\\\\\\]\"][b@1 z=\"\"] the text \n"))
        .isEqualTo(
            new ReceivedMessage(
                20,
                5,
                OffsetDateTime.parse("2003-10-11T22:14:15.003Z"),
                "host",
                "app",
                "42",
                "ID47",
                Map.of("a@1", Map.of("x", "1", "y", "\"\\]"), "b@1", Map.of("z", "")),
                "the text \n"));
  }

  @Test
  void readsAMessageWithoutText() {
    assertThat(Rfc5424Parser.parse(HEADER + "-").text()).isEmpty();
    assertThat(Rfc5424Parser.parse(HEADER + "[a]").structuredData())
        .containsExactly(Map.entry("a", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<192>1 2003-10-11T22:14:15Z h a p m -",
        "<01>1 2003-10-11T22:14:15Z h a p m -",
        "<1>2 2003-10-11T22:14:15Z h a p m -",
        "<1>1 2003-10-11 22:14:15Z h a p m -",
        "<1>1 2003-10-11T22:14:15.1234567Z h a p m -",
        "<1>1 2003-10-11t22:14:15Z h a p m -",
        "<1>1 2003-10-11T22:14:15 h a p m -",
        "<1>1 2003-10-11T22:14:15Z  a p m -",
        "<1>1 2003-10-11T22:14:15Z hü a p m -",
        "<1>1 2003-10-11T22:14:15Z h a p 123456789012345678901234567890123 -",
        "<1>1 2003-10-11T22:14:15Z h a p m",
        "<1>1 2003-10-11T22:14:15Z h a p m ",
        "<1>1 2003-10-11T22:14:15Z h a p m text",
        "<1>1 2003-10-11T22:14:15Z h a p m -text",
        "<1>1 2003-10-11T22:14:15Z h a p m []",
        "<1>1 2003-10-11T22:14:15Z h a p m [a x=1]",
        "<1>1 2003-10-11T22:14:15Z h a p m [a x=\"]\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [a x=\"\\n\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [a  x=\"1\"]",
        "<1>1 2003-10-11T22:14:15Z h a p m [a][a]",
        "<1>1 2003-10-11T22:14:15Z h a p m [a] [b]x\uFFFD",
        "<1>1 2003-10-11T22:14:15Z h a p m [a"
      })
  void refusesWhatTheAbnfDoesNotAllow(String raw) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc5424Parser.parse(raw));
  }
}
