package io.github.failoversyslog.appender;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;

class LayoutCheckTest {
  private final Runnable whenFound = mock(Runnable.class);
  private final LayoutCheck<Throwable> check =
      new LayoutCheck<>(LayoutCheckTest::firstFrame, whenFound);
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

    verify(whenFound).run();
  }

  @Test
  void aStackTraceIsFoundWithoutTextBeforeIt() {
    look("shop.Shop.sell(Shop.java:7)");

    verify(whenFound).run();
  }

  @Test
  void aLayoutWithoutAStackTraceIsCheckedAtMost100Times() {
    Throwable silent = mock(IllegalStateException.class);
    when(silent.getStackTrace()).thenReturn(thrown.getStackTrace());

    for (int i = 0; i < 200; i++) {
      check.look(new StringBuilder("text"), silent);
    }
    look("java.lang.IllegalStateException: full\n\tat shop.Shop.sell(Shop.java:7)\n");

    verify(silent, times(100)).getStackTrace();
    verify(whenFound, never()).run();
  }

  @Test
  void anExceptionInTheMessageIsNotAStackTrace() {
    look("it failed: java.lang.IllegalStateException: full in shop.Shop");

    verify(whenFound, never()).run();
  }

  @Test
  void aThrowableWithoutFramesGivesNoEvidence() {
    thrown.setStackTrace(new StackTraceElement[0]);
    look("java.lang.IllegalStateException: full\n");

    verify(whenFound, never()).run();
  }

  @Test
  void aThrowableWhoseFramesCannotBeReadIsIgnored() {
    Throwable silent = mock(IllegalStateException.class);
    when(silent.getStackTrace()).thenThrow(new IllegalStateException("no frames"));

    check.look(new StringBuilder("full"), silent);

    verify(whenFound, never()).run();
  }
}
