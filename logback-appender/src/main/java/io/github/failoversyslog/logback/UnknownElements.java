package io.github.failoversyslog.logback;

import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.status.StatusManager;
import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.status.SenderListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements in an appender that Logback has left out: no setter has their name, or what
 * they name cannot be had. It says so in its status list only, after it has made the appender and
 * before it starts it.
 */
final class UnknownElements {
  private static final Pattern UNKNOWN =
      Pattern.compile( // "unkown" until Logback 1.4.5
          "Ignoring unkn?own property \\[(.+)\\] in \\[(.+)\\]");
  private static final Map<String, String> PLACES =
      Map.of(
          FailbackElement.class.getName(),
          "failback",
          StructuredDataElement.class.getName(),
          "structuredData",
          StructuredDataElement.ParameterElement.class.getName(),
          "parameter",
          SSLConfiguration.class.getName(),
          "ssl",
          SSLParametersConfiguration.class.getName(),
          "parameters",
          KeyStoreFactoryBean.class.getName(),
          "keyStore> or <trustStore");
  private static final String LISTENER = "<listener>";
  private static final String APPENDER_REF = "<appender-ref>";

  /** A text of Logback about an element that is not there then, and what is said instead. */
  private record LeftOut(Pattern text, BinaryOperator<String> fault) {
    private static final List<LeftOut> ALL =
        List.of(
            of(
                "Could not find an appropriate class for property \\[listener\\]()",
                (found, why) -> AppenderFaults.listenerWithoutClass(LISTENER)),
            of(
                "Could not create component \\[listener\\] of type \\[(.*)\\]",
                (found, why) -> AppenderFaults.listenerClass(LISTENER, found, why)),
            of(
                "A \"(.*)\" object is not assignable to a \""
                    + Pattern.quote(SenderListener.class.getName())
                    + "\" variable\\.",
                (found, why) ->
                    AppenderFaults.listenerClass(LISTENER, found, "not a SenderListener")),
            of(
                "Failed to find appender named \\[(.*)\\]",
                (found, why) -> AppenderFaults.unknownAppender(APPENDER_REF, found)),
            of(
                "Appender named \\[(.*)\\] could not be found\\. Skipping attachment to "
                    + Pattern.quote(UnknownElements.class.getPackageName())
                    + ".*",
                (found, why) -> AppenderFaults.unknownAppender(APPENDER_REF, found)));

    private static LeftOut of(String text, BinaryOperator<String> fault) {
      return new LeftOut(Pattern.compile(text), fault);
    }

    /**
     * @param cause the exception of the status, if it has one
     */
    static void addTo(List<String> faults, String status, @Nullable Throwable cause) {
      for (LeftOut kind : ALL) {
        Matcher matcher = kind.text.matcher(status);
        if (matcher.matches()) {
          faults.add(kind.fault.apply(matcher.group(1), String.valueOf(deepest(cause))));
        }
      }
    }

    private static @Nullable Throwable deepest(@Nullable Throwable thrown) {
      Throwable cause = thrown == null ? null : thrown.getCause();
      return cause == null ? thrown : deepest(cause);
    }
  }

  private static final int NOTHING_MORE = Integer.MAX_VALUE;

  private final Class<?> appenderClass;
  private final List<String> faults = new ArrayList<>();
  private int statusesBefore;

  UnknownElements(Class<?> appenderClass) {
    this.appenderClass = appenderClass;
  }

  /** What is in the list by now is about others. */
  void beginAfter(@Nullable StatusManager statuses) {
    statusesBefore = statuses == null ? 0 : statuses.getCount();
  }

  /** Names them, once: what comes after the appender's first start is about others again. */
  List<String> in(@Nullable StatusManager statuses) {
    List<String> unknown = new ArrayList<>();
    if (statuses != null) {
      // the list keeps only the first and the last ones of many
      var kept = statuses.getCopyOfStatusList();
      int newest = Math.max(0, Math.min(kept.size(), statuses.getCount() - statusesBefore));
      for (var status : kept.subList(kept.size() - newest, kept.size())) {
        String text = String.valueOf(status.getMessage());
        addTo(unknown, text);
        LeftOut.addTo(faults, text, status.getThrowable());
      }
    }
    statusesBefore = NOTHING_MORE;
    return unknown;
  }

  /** What was wrong, by then, with listeners and references; once. */
  List<String> takeFaults() {
    List<String> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  private void addTo(List<String> unknown, String status) {
    Matcher leftOut = UNKNOWN.matcher(status);
    if (leftOut.matches()) {
      String element = "element <" + leftOut.group(1) + ">";
      String within = leftOut.group(2);
      if (within.equals(appenderClass.getName())) {
        unknown.add(element);
      } else if (PLACES.containsKey(within)) {
        unknown.add(element + " of <" + PLACES.get(within) + ">");
      }
    }
  }
}
