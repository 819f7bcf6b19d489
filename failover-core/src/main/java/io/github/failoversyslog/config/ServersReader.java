package io.github.failoversyslog.config;

import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the servers, and puts the failover servers into the order of their use.
 *
 * @param localHostName without a look-up; {@code -} if it is not known
 */
record ServersReader(SettingsReader settings, Supplier<String> localHostName) {
  private static final String NO_NAME = "-";

  /** The primary first. */
  List<Server> read() {
    int port = port();
    Optional<Server> primary = primary(port);
    List<Server> failoverServers = failoverServers(port);
    warnOfRepetitions(Stream.concat(primary.stream(), failoverServers.stream()));
    FailoverOrder order = settings.oneOf(Setting.FAILOVER_ORDER, FailoverOrder.class);
    List<Server> servers = new ArrayList<>(primary.stream().toList());
    servers.addAll(order == FailoverOrder.SPREAD ? spread(failoverServers) : failoverServers);
    return servers;
  }

  private int port() {
    if (settings.textOf(Setting.PORT).isEmpty()) {
      settings.fault(
          "port is missing; expected one for protocol "
              + ValueKind.Words.spelling(settings.protocol())
              + ", which has no default port");
      return 1;
    }
    return settings.integer(Setting.PORT);
  }

  private Optional<Server> primary(int port) {
    Optional<String> text = settings.written(Setting.HOST);
    if (text.isEmpty()) {
      settings.fault("host is missing; expected the name or address of the primary log server");
      return Optional.empty();
    }
    Optional<Server> server = ServerText.withoutPort(text.get(), port);
    if (server.isEmpty()) {
      settings.wrong(
          Setting.HOST,
          text.get(),
          "a name, an IPv4 address or an [IPv6] address; the port belongs in port");
    }
    return server;
  }

  private List<Server> failoverServers(int defaultPort) {
    List<Server> servers = new ArrayList<>();
    for (String text : settings.list(Setting.FAILOVER_SERVERS)) {
      Optional<Server> server = ServerText.parse(text, defaultPort);
      server.ifPresent(servers::add);
      if (server.isEmpty()) {
        settings.fault(
            (Setting.FAILOVER_SERVERS + " has \"" + text + "\"; expected host or host:port with a")
                + (" port from 1 to " + Setting.MAX_PORT + ", an IPv6 address in brackets"));
      }
    }
    return servers;
  }

  private void warnOfRepetitions(Stream<Server> servers) {
    Set<Server> seen = new HashSet<>();
    servers
        .filter(server -> !seen.add(server))
        .forEach(
            server ->
                settings.warn("server " + server + " is listed twice; expected each server once"));
  }

  private List<Server> spread(List<Server> failoverServers) {
    String client = settings.written(Setting.HOST_NAME).orElseGet(localHostName);
    if (Set.copyOf(failoverServers).size() < 2) {
      settings.warn(
          "failoverOrder is spread with fewer than 2 failover servers, where it has no effect;"
              + " list 2 or more in failoverServers, or remove it");
    } else if (client.equals(NO_NAME)) {
      settings.warn(
          "failoverOrder is spread and this host's name is unknown, so that all hosts without a"
              + " name use the same order; set hostName");
    }
    return SpreadOrder.of(client, failoverServers, Server::toString);
  }
}
