package io.github.failoversyslog.text;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The text of an application's object; there is one even if the object fails. */
public final class ObjectText {
  private ObjectText() {}

  /**
   * The object's text, or a text that names the failure. That of an array is as SLF4J's
   * MessageFormatter has it: {@code [1, [a, b]]}.
   */
  public static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    try {
      return value != null && value.getClass().isArray()
          ? ArrayText.of(value)
          : Objects.requireNonNullElse(String.valueOf(value), "null"); // as it is printed
    } catch (RuntimeException | StackOverflowError e) {
      return failed(value, e);
    }
  }

  /**
   * The text that the function makes of the object, or a text that names the failure.
   *
   * @param text may return null if there is none
   */
  public static <T> @Nullable String of(T object, Function<T, @Nullable String> text) {
    try {
      return text.apply(object);
    } catch (RuntimeException | StackOverflowError e) {
      return failed(object, e);
    }
  }

  /** The text for an object whose own text could not be had. */
  public static String failed(@Nullable Object value, Throwable failure) {
    String className = value == null ? "null" : value.getClass().getName();
    return "[" + className + " has no text: " + failure.getClass().getName() + "]";
  }

  /** Whether this very object is in the list, be there others that are equal to it or not. */
  public static boolean isAmong(List<?> objects, Object object) {
    for (Object each : objects) {
      if (each == object) {
        return true;
      }
    }
    return false;
  }
}
