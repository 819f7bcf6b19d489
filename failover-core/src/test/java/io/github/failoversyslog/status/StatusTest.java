package io.github.failoversyslog.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void isOneLine() {
    assertThat(textOf("failed (line 1\r\n\tline 2\u2028line 3\u0085\u001b[31m)"))
        .isEqualTo("failed (line 1 line 2 line 3 [31m)");
    assertThat(textOf("cannot connect to log1:601 (Zeitüberschreitung)"))
        .isEqualTo("cannot connect to log1:601 (Zeitüberschreitung)");
  }

  private static String textOf(String text) {
    return new Status(Status.Kind.CONFIG, text).text();
  }
}
