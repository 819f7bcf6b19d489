package io.github.failoversyslog.config;

import io.github.failoversyslog.status.Server;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code host}, {@code host:port}, {@code [IPv6]} and {@code [IPv6]:port}; resolves nothing.
 */
final class ServerText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,253}");
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]+)?");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::(.*))?");
  private static final Pattern WITH_PORT = Pattern.compile("([^:]*)(?::(.*))?");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private ServerText() {}

  /** Empty if it is no server. */
  static Optional<Server> parse(String text, int defaultPort) {
    boolean bracketed = text.startsWith("[");
    Matcher matcher = (bracketed ? BRACKETED : WITH_PORT).matcher(text);
    if (!matcher.matches()
        || !(bracketed ? IPV6 : NAME).matcher(matcher.group(1)).matches()
        || UnsetVariables.areIn(matcher.group(1))) {
      return Optional.empty();
    }
    int port = matcher.group(2) == null ? defaultPort : portOf(matcher.group(2));
    return port >= 1 && port <= Setting.MAX_PORT
        ? Optional.of(new Server(matcher.group(1), port))
        : Optional.empty();
  }

  /** Empty if it is no server, or has a port. */
  static Optional<Server> withoutPort(String text, int port) {
    boolean hasPort = text.startsWith("[") ? !text.endsWith("]") : text.indexOf(':') >= 0;
    return hasPort ? Optional.empty() : parse(text, port);
  }

  private static int portOf(String text) {
    return PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }
}
