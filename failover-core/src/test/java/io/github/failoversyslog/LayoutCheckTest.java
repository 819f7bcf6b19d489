package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutCheckTest {
  private final int[] warnings = {0};
  private final LayoutCheck<Throwable> check =
      new LayoutCheck<>(LayoutCheckTest::firstFrame, () -> warnings[0]++);
  private final Throwable thrown = new IllegalStateException("full");

  LayoutCheckTest() {
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("shop.Shop", "sell", "Shop.java", 7)});
  }

  private static StackTraceElement firstFrame(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    return frames.length == 0 ? null : frames[0];
  }

  private void look(String text) {
    check.look(new StringBuilder(text), thrown);
  }

  @Test
  void aStackTraceIsFoundOnce() {
    look("text\njava.lang.IllegalStateException: full\n\tat shop.Shop.sell(Shop.java:7)\n");
    look("{\"trace\":\"full\\n\\tat app//shop.Shop.sell(Shop.java:7)\"}");

    assertThat(warnings[0]).isEqualTo(1);
  }

  @Test
  void aLayoutThatHasNoStackTraceIsLookedAtAHundredTimesAtMost() {
    int[] asked = {0};
    Throwable counting =
        new IllegalStateException("full") {
          private static final long serialVersionUID = 1L;

          @Override
          public StackTraceElement[] getStackTrace() {
            asked[0]++;
            return super.getStackTrace();
          }
        };

    for (int i = 0; i < 200; i++) {
      check.look(new StringBuilder("text"), counting);
    }
    look("java.lang.IllegalStateException: full\n\tat shop.Shop.sell(Shop.java:7)\n");

    assertThat(asked[0]).isEqualTo(100);
    assertThat(warnings[0]).isZero();
  }

  @Test
  void anExceptionInTheMessageIsNoStackTrace() {
    look("it failed: java.lang.IllegalStateException: full in shop.Shop");

    assertThat(warnings[0]).isZero();
  }

  @Test
  void aThrowableWithoutFramesShowsNothing() {
    thrown.setStackTrace(new StackTraceElement[0]);
    look("java.lang.IllegalStateException: full\n");

    assertThat(warnings[0]).isZero();
  }

  @Test
  void aThrowableThatCannotTellItsFramesHarmsNobody() {
    Throwable silent =
        new IllegalStateException("full") {
          private static final long serialVersionUID = 1L;

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no frames");
          }
        };

    check.look(new StringBuilder("full"), silent);

    assertThat(warnings[0]).isZero();
  }
}
