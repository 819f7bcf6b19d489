package io.github.failoversyslog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NumberedEventsTest {
  private static final String HEADER = "<14>1 2024-01-01T00:00:00Z host app 1 - - ";

  @Test
  void findsTheNumberAfterTheHeader() {
    assertThat(numberIn(HEADER + "event 7 xxx")).hasValue(7);
    assertThat(numberIn(HEADER + NumberedEvents.text(NumberedEvents.number(3, 17))))
        .hasValue(3_000_000_017L);
    assertThat(numberIn(HEADER + "event 12")).hasValue(12);
  }

  @Test
  void findsNoNumberInOtherTexts() {
    assertThat(numberIn(HEADER + "5 events discarded between then and now")).isEmpty();
    assertThat(numberIn(HEADER + "event ")).isEmpty();
    assertThat(numberIn("")).isEmpty();
  }

  /** Embeds the message in the bytes of other messages. */
  private static OptionalLong numberIn(String message) {
    byte[] bytes = ("event 1" + message + "3 event 2").getBytes(US_ASCII);
    int begin = "event 1".length();
    return NumberedEvents.findNumber(bytes, begin, begin + message.length());
  }
}
