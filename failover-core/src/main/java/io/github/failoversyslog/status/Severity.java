package io.github.failoversyslog.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How serious a message is: RFC 5424 section 6.2.1, table 2. The ordinal is the numerical code, 0
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
    names.put("FATAL", ALERT); // as Log4j has it
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

  /** By the names of the frameworks' levels, of RFC 5424, and rsyslog's short ones. */
  public static Map<String, Severity> byName() {
    return NAMES;
  }

  /** The severity with one of these names, in any case; null if it is no such name. */
  public static @Nullable Severity named(String name) {
    return IN_ANY_CASE.get(name);
  }

  public boolean isLessSeriousThan(Severity other) {
    return ordinal() > other.ordinal();
  }
}
