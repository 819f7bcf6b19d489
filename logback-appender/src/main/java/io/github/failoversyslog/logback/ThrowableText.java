package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.github.failoversyslog.EventText;

/** Makes the text of a stack trace. */
final class ThrowableText {
  private ThrowableText() {}

  static String of(IThrowableProxy thrown) {
    if (thrown instanceof ThrowableProxy local && local.getThrowable() != null) {
      return EventText.stackTrace(local.getThrowable());
    }
    return EventText.withLineFeeds(ThrowableProxyUtil.asString(thrown)); // from another process
  }
}
