package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.appender.EventText;
import java.util.List;
import java.util.function.Function;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.PatternFormatter;
import org.jspecify.annotations.Nullable;

/** The setting {@code stackTracePattern}: formats the stack trace of an event. */
final class ThrowablePattern implements Function<LogEvent, CharSequence> {
  private final List<PatternFormatter> formatters;

  private ThrowablePattern(List<PatternFormatter> formatters) {
    this.formatters = formatters;
  }

  /**
   * Returns null if there is no pattern.
   *
   * @param pattern null or empty: none
   * @param faults gets one if the pattern makes nothing of a throwable
   */
  static @Nullable ThrowablePattern of(
      @Nullable String pattern, @Nullable Configuration configuration, List<String> faults) {
    if (pattern == null || ElementText.isEmpty(pattern)) {
      return null;
    }
    String text = pattern.strip();
    ThrowablePattern parsed =
        new ThrowablePattern(PatternLayout.createPatternParser(configuration).parse(text));
    try {
      if (!hasPairedBraces(text) || parsed.hasUnknownWord(text)) {
        faults.add(AppenderFaults.stackTracePattern(text, "which Log4j can parse", ""));
      } else if (!parsed.showsThrowables()) {
        faults.add(
            AppenderFaults.stackTracePattern(text, "with a converter for the throwable", ""));
      }
    } catch (RuntimeException | LinkageError e) {
      // of somebody's converter, which may work with other events
    }
    return parsed;
  }

  /** Log4j takes an option that does not end for text. */
  private static boolean hasPairedBraces(String pattern) {
    long opening = pattern.chars().filter(character -> character == '{').count();
    return opening == pattern.chars().filter(character -> character == '}').count();
  }

  /** Log4j takes a word that it does not know, or an option that it cannot read, for text. */
  private boolean hasUnknownWord(String pattern) {
    return !pattern.contains("%%") && apply(ProbeEvent.withStackTrace()).indexOf("%") >= 0;
  }

  private boolean showsThrowables() {
    return formatters.stream().anyMatch(PatternFormatter::handlesThrowable)
        && EventText.showsThrowables(this, ProbeEvent.withStackTrace(), ProbeEvent.plain());
  }

  @Override
  public StringBuilder apply(LogEvent event) {
    StringBuilder text = new StringBuilder();
    for (PatternFormatter formatter : formatters) {
      formatter.format(event, text);
    }
    return text;
  }

  /** Whether it wants to know where the event was logged. */
  boolean requiresLocation() {
    return formatters.stream().anyMatch(PatternFormatter::requiresLocation);
  }
}
