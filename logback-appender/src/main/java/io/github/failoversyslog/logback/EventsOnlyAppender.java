package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;

/**
 * Refuses and counts objects that are not events of logback-classic, such as those of
 * logback-access, which raw types let through; the generated cast would throw before they are
 * counted.
 *
 * @param <E> an event, as far as the compiler knows
 */
abstract class EventsOnlyAppender<E> extends UnsynchronizedAppenderBase<E> {

  /** Called with something else than an event, which is dropped. */
  void notAnEvent(@Nullable Object other) {}

  /** Called with an event whose filter fails, which Logback drops. */
  void filterFailed() {}

  @Override
  public FilterReply getFilterChainDecision(E event) {
    if (!(event instanceof ILoggingEvent)) {
      notAnEvent(event);
      return FilterReply.DENY;
    }
    try {
      return super.getFilterChainDecision(event);
    } catch (RuntimeException e) {
      filterFailed();
      throw e;
    }
  }
}
