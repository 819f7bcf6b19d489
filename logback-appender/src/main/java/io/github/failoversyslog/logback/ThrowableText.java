package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.github.failoversyslog.EventText;

/** Makes the text of an event's stack trace. Any thread. */
@FunctionalInterface
interface ThrowableText {
  /** As the JDK prints it. */
  ThrowableText PLAIN = (event, thrown) -> plain(thrown);

  /**
   * With line feeds on every system and none at the end; empty if nothing is to be sent.
   *
   * @param thrown that of the event
   */
  String of(ILoggingEvent event, IThrowableProxy thrown);

  private static String plain(IThrowableProxy thrown) {
    if (thrown instanceof ThrowableProxy local && local.getThrowable() != null) {
      return EventText.stackTrace(local.getThrowable());
    }
    try {
      return EventText.withLineFeeds(ThrowableProxyUtil.asString(thrown)); // from another process
    } catch (RuntimeException | StackOverflowError e) { // of what another library made
      return EventText.failed(thrown, e);
    }
  }
}
