package io.github.failoversyslog.logback;

import ch.qos.logback.core.model.processor.ImplicitModelHandler;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.status.StatusManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements in an appender that Logback has left out because no setter has their name. It
 * says so in its status list only, after it has made the appender and before it starts it.
 */
final class UnknownElements {
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          Pattern.quote(ImplicitModelHandler.IGNORING_UNKNOWN_PROP) + " \\[(.+)\\] in \\[(.+)\\]");
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
  private static final int NOTHING_MORE = Integer.MAX_VALUE;

  private final Class<?> appenderClass;
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
        addTo(unknown, String.valueOf(status.getMessage()));
      }
    }
    statusesBefore = NOTHING_MORE;
    return unknown;
  }

  private void addTo(List<String> unknown, String status) {
    Matcher leftOut = LEFT_OUT.matcher(status);
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
