package io.github.failoversyslog.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The severity of a message: RFC 5424 section 6.2.1, table 2. The ordinal is the numerical code, 0
 * to 7.
 */
public enum Severity {
  EMERGENCY,
  ALERT,
  CRITICAL,
  ERROR,
  WARNING,
  NOTICE,
  INFORMATIONAL,
  DEBUG;

  private static final Map<String, Severity> NAMES = names();
  private static final Map<String, Severity> IN_ANY_CASE = inAnyCase();

  private static Map<String, Severity> names() {
    Map<String, Severity> names = new LinkedHashMap<>();
    names.put("DEBUG", DEBUG);
    names.put("INFO", INFORMATIONAL);
    names.put("NOTICE", NOTICE);
    names.put("WARN", WARNING);
    names.put("ERROR", ERROR);
    names.put("FATAL", ALERT); // as Log4j maps it
    for (Severity severity : values()) {
      names.put(severity.name(), severity);
    }
    names.put("EMERG", EMERGENCY);
    names.put("PANIC", EMERGENCY);
    names.put("CRIT", CRITICAL);
    names.put("ERR", ERROR);
    return Collections.unmodifiableMap(names);
  }

  private static Map<String, Severity> inAnyCase() {
    Map<String, Severity> severities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    severities.putAll(NAMES);
    return severities;
  }

  /** All names: the frameworks' levels, those of RFC 5424, and rsyslog's short ones. */
  public static Map<String, Severity> byName() {
    return NAMES;
  }

  /** Returns the severity with this name, ignoring case; null if there is none. */
  public static @Nullable Severity named(String name) {
    return IN_ANY_CASE.get(name);
  }

  public boolean isLessSeriousThan(Severity other) {
    return ordinal() > other.ordinal();
  }
}
