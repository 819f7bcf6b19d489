package io.github.failoversyslog.reflection;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A class or a member that is reached by reflection, or that metadata name.
 *
 * @param type the class, the one that declares the member, or the interface of the proxy
 * @param member empty for the class itself
 * @param parameters the names of their types
 */
record Access(Kind kind, String type, String member, List<String> parameters) {
  private static final String SEPARATOR = "\t";

  enum Kind {
    CLASS,
    CONSTRUCTOR,
    METHOD,
    FIELD,
    PROXY
  }

  static Access to(Object found) {
    if (found instanceof Class<?> proxy && Proxy.isProxyClass(proxy)) {
      return new Access(Kind.PROXY, names(proxy.getInterfaces()).get(0), "", List.of());
    } else if (found instanceof Class<?> type) {
      return new Access(Kind.CLASS, type.getName(), "", List.of());
    } else if (found instanceof Field field) {
      return new Access(
          Kind.FIELD, field.getDeclaringClass().getName(), field.getName(), List.of());
    } else if (found instanceof Constructor<?> made) {
      return new Access(
          Kind.CONSTRUCTOR,
          made.getDeclaringClass().getName(),
          "",
          names(made.getParameterTypes()));
    } else if (found instanceof Method called) {
      return new Access(
          Kind.METHOD,
          called.getDeclaringClass().getName(),
          called.getName(),
          names(called.getParameterTypes()));
    }
    throw new IllegalArgumentException(String.valueOf(found));
  }

  private static List<String> names(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getName).toList();
  }

  /** As {@link #parse} reads it. */
  String line() {
    return String.join(SEPARATOR, kind.name(), type, member, String.join(",", parameters));
  }

  static Access parse(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    List<String> parameters = parts[3].isEmpty() ? List.of() : List.of(parts[3].split(","));
    return new Access(Kind.valueOf(parts[0]), parts[1], parts[2], parameters);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CLASS, PROXY -> kind + " " + type;
      case FIELD -> kind + " " + type + "." + member;
      case CONSTRUCTOR -> kind + " " + type + inBrackets();
      case METHOD -> kind + " " + type + "." + member + inBrackets();
    };
  }

  private String inBrackets() {
    return parameters.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
