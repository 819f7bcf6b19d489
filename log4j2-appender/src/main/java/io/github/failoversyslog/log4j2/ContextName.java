package io.github.failoversyslog.log4j2;

import java.util.regex.Pattern;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * The name of a logger context as metrics and JMX show it. Log4j names a context that nobody has
 * named by the identity hash code of a class loader, which is another one in every process; a time
 * series of such a name would end with the process.
 */
final class ContextName {
  private static final String DEFAULT = "default";
  private static final Pattern HASH_CODE =
      Pattern.compile("(AsyncContext@)?(?=.*[0-9])[0-9a-f]{5,8}");

  private ContextName() {}

  /** {@code default} for a context that Log4j seems to have named; may be empty. */
  static String of(LoggerContext context) {
    String name = context.getName();
    if (name == null) {
      return "";
    }
    return HASH_CODE.matcher(name).matches() ? DEFAULT : name;
  }
}
