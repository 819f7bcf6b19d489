package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.status.InvalidConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.appender.routing.Route;
import org.apache.logging.log4j.core.appender.routing.RoutingAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.filter.Filterable;
import org.apache.logging.log4j.core.impl.LocationAware;
import org.jspecify.annotations.Nullable;

/** The appender of {@code <AppenderRef>}, which Log4j starts and stops. */
record ReferencedAppender(Appender appender, @Nullable Level level, @Nullable Filter filter) {
  static final String ELEMENT = "<AppenderRef>";

  /**
   * Finds it among the appenders of the configuration, which have all been made.
   *
   * @throws InvalidConfigException if there is none of this name, or it leads back to the first
   */
  static ReferencedAppender of(
      AppenderRef ref, FailoverSyslogAppender first, @Nullable Configuration configuration) {
    Appender appender = configuration == null ? null : configuration.getAppender(ref.getRef());
    if (configuration == null || appender == null) {
      throw fault(AppenderFaults.unknownAppender(ELEMENT, ref.getRef()));
    }
    if (leadsTo(first, ref.getRef(), configuration, new HashSet<>())) {
      throw fault(AppenderFaults.leadsBack(ELEMENT, ref.getRef()));
    }
    Filter filter = ref.getFilter();
    if (filter != null && !filter.isStarted()) {
      filter.start();
    }
    return new ReferencedAppender(appender, ref.getLevel(), filter);
  }

  private static InvalidConfigException fault(String text) {
    return new InvalidConfigException(List.of(text));
  }

  /** As far as references can be read: those of {@code <Failover>} and {@code <Rewrite>} cannot. */
  private static boolean leadsTo(
      Appender wanted, @Nullable String name, Configuration configuration, Set<String> seen) {
    Appender appender = name == null ? null : configuration.getAppender(name);
    if (appender == null || !seen.add(name)) {
      return false;
    }
    return appender == wanted
        || referredToBy(appender).stream()
            .anyMatch(next -> leadsTo(wanted, next, configuration, seen));
  }

  private static Set<String> referredToBy(Appender appender) {
    Set<String> names = new HashSet<>();
    if (appender instanceof FailoverSyslogAppender ours) {
      names.add(ours.referenceName());
    } else if (appender instanceof AsyncAppender async) {
      names.addAll(List.of(async.getAppenderRefStrings()));
      names.add(async.getErrorRef());
    } else if (appender instanceof RoutingAppender routing) {
      for (Route route : routing.getRoutes().getRoutes()) {
        names.add(route.getAppenderRef());
        addReferences(route.getNode(), names);
      }
    }
    return names;
  }

  /**
   * @param node of a route, whose appender Log4j makes at the first event for it
   */
  private static void addReferences(Node node, Set<String> names) {
    if (node.getName().equalsIgnoreCase("AppenderRef")) {
      names.add(node.getAttributes().get("ref"));
    }
    node.getChildren().forEach(child -> addReferences(child, names));
  }

  /** Returns whether the appender has taken it. Any thread. */
  boolean takes(LogEvent event) {
    if (isFiltered(event) || !appender.isStarted()) {
      return false;
    }
    appender.append(event);
    return true;
  }

  private boolean isFiltered(LogEvent event) {
    return (level != null && !event.getLevel().isMoreSpecificThan(level))
        || (filter != null && filter.filter(event) == Filter.Result.DENY)
        || (appender instanceof Filterable filtering && filtering.isFiltered(event));
  }

  boolean requiresLocation() {
    return appender instanceof LocationAware aware && aware.requiresLocation();
  }
}
