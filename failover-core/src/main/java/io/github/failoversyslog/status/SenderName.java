package io.github.failoversyslog.status;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sender something was measured of. Several senders may have the same name: those of two
 * contexts that are called alike, and for a moment the two sides of a reload.
 *
 * @param framework {@code log4j2}, {@code logback}, or {@code none} for a program's own
 * @param context the name of the framework's logger context; may be empty
 * @param name of the appender
 */
public record SenderName(String framework, String context, String name) {

  // Written out because the generated ones keep the class from being unloaded (JDK 17 and 25).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SenderName that
        && framework.equals(that.framework)
        && context.equals(that.context)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(framework, context, name);
  }
}
