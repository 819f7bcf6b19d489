package io.github.failoversyslog.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the servers, and puts the failover servers into the order of their use. */
final class ServersReader {
  private static final String FAILOVER_SERVERS = "failoverServers";
  private static final String NO_NAME = "-";

  private final SettingsReader settings;
  private final List<String> warnings;
  private final Supplier<String> localHostName;

  /**
   * @param localHostName without a look-up; {@code -} if it is not known
   */
  ServersReader(SettingsReader settings, List<String> warnings, Supplier<String> localHostName) {
    this.settings = settings;
    this.warnings = warnings;
    this.localHostName = localHostName;
  }

  /** The primary first. */
  List<Server> read(Protocol protocol) {
    ServerNames names = new ServerNames(settings);
    int port = port(protocol);
    List<Server> primary = new ArrayList<>();
    names.addPrimary("host", port, primary);
    List<Server> failoverServers = new ArrayList<>();
    for (String text : settings.list(FAILOVER_SERVERS)) {
      names.addFailoverServer(FAILOVER_SERVERS, text, port, failoverServers);
    }
    List<Server> servers = new ArrayList<>(primary);
    servers.addAll(failoverServers);
    warnOfRepetitions(servers);
    if (settings.oneOf("failoverOrder", FailoverOrder.LISTED) == FailoverOrder.LISTED) {
      return servers;
    }
    servers = new ArrayList<>(primary);
    servers.addAll(spread(failoverServers));
    return servers;
  }

  private int port(Protocol protocol) {
    if (protocol.defaultPort().isEmpty() && !settings.has("port")) {
      settings.fault(
          "port is missing; expected one for protocol "
              + SettingsReader.spelling(protocol)
              + ", which has no port of its own");
    }
    int otherwise = protocol.defaultPort().orElse(1);
    return settings.integer("port", Integer.toString(otherwise), 1, ServerNames.MAX_PORT);
  }

  private void warnOfRepetitions(List<Server> servers) {
    Set<String> seen = new HashSet<>();
    for (Server server : servers) {
      if (!seen.add(server.toString())) {
        warnings.add("server " + server + " is in the list twice; expected every server once");
      }
    }
  }

  private List<Server> spread(List<Server> failoverServers) {
    String client = settings.text("hostName").orElseGet(localHostName);
    if (Set.copyOf(failoverServers).size() < 2) {
      warnings.add(
          "failoverOrder is spread with fewer than 2 failover servers; expected 2 or more"
              + " in failoverServers: it has no effect");
    } else if (client.equals(NO_NAME)) {
      warnings.add(
          "failoverOrder is spread and the name of this host is not known; expected hostName:"
              + " all hosts without a name use the failover servers in the same order");
    }
    return SpreadOrder.of(client, failoverServers, Server::toString);
  }
}
