package io.github.failoversyslog.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code host}, {@code host:port}, {@code [IPv6]} and {@code [IPv6]:port}; resolves nothing.
 */
final class ServerNames {
  static final int MAX_PORT = 65_535;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,253}");
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]+)?");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::(.*))?");
  private static final Pattern WITH_PORT = Pattern.compile("([^:]*)(?::(.*))?");

  private final SettingsReader settings;

  ServerNames(SettingsReader settings) {
    this.settings = settings;
  }

  void addPrimary(String setting, int port, List<Server> servers) {
    Optional<String> text = settings.text(setting);
    if (text.isEmpty()) {
      settings.fault("host is missing; expected the name or address of the primary log server");
      return;
    }
    Optional<Server> server = parse(text.get(), port, false);
    if (server.isPresent()) {
      servers.add(server.get());
    } else {
      settings.wrong(
          setting,
          text.get(),
          "a name, an IPv4 address or an [IPv6] address; the port goes into port");
    }
  }

  void addFailoverServer(String setting, String text, int defaultPort, List<Server> servers) {
    Optional<Server> server = parse(text, defaultPort, true);
    if (server.isPresent()) {
      servers.add(server.get());
    } else {
      settings.fault(
          setting
              + " has \""
              + text
              + "\"; expected host or host:port with a port from 1 to "
              + MAX_PORT
              + ", an IPv6 address in brackets");
    }
  }

  private static Optional<Server> parse(String text, int defaultPort, boolean portAllowed) {
    boolean bracketed = text.startsWith("[");
    Matcher matcher = (bracketed ? BRACKETED : WITH_PORT).matcher(text);
    if (!matcher.matches() || !(bracketed ? IPV6 : NAME).matcher(matcher.group(1)).matches()) {
      return Optional.empty();
    }
    String port = matcher.group(2);
    if (port == null) {
      return Optional.of(new Server(matcher.group(1), defaultPort));
    }
    boolean valid =
        portAllowed
            && port.matches("\\d{1,5}")
            && Integer.parseInt(port) >= 1
            && Integer.parseInt(port) <= MAX_PORT;
    return valid
        ? Optional.of(new Server(matcher.group(1), Integer.parseInt(port)))
        : Optional.empty();
  }
}
