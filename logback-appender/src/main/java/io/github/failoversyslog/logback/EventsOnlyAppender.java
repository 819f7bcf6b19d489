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

  /** Whether the calling thread is giving an event to another appender. */
  abstract boolean isDiverting();

  /**
   * Called while the thread diverts, with what its filters do not deny and Logback would drop
   * without a word, as it does with all that an appender causes to be logged to itself.
   */
  void loggedWhileDiverting(E event) {}

  @Override
  public void doAppend(E event) {
    if (!isDiverting()) {
      super.doAppend(event);
    } else if (getFilterChainDecision(event) != FilterReply.DENY) {
      loggedWhileDiverting(event);
    }
  }

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
