package io.github.failoversyslog.it.comparison;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A client with three servers of its own at three addresses with one port, because syslog-ng
 * supports no separate port for a failover server. Probes every 2 s and requires three successes in
 * a row.
 */
abstract class ComparedClient implements AutoCloseable {
  static final List<String> FAILOVER_HOSTS = List.of("127.0.0.2", "127.0.0.3");
  static final int PROBE_SECONDS = 2;
  static final int PROBES_REQUIRED = 3;

  private static final List<String> NAMES = List.of("primary", "failover 1", "failover 2");

  private final int port = ServerPorts.choose();
  private final List<SyslogTestServer> servers =
      Stream.concat(Stream.of("127.0.0.1"), FAILOVER_HOSTS.stream())
          .map(
              host ->
                  SyslogTestServer.counting(FramingMode.OCTET_COUNTING, address(host), port).open())
          .toList();

  private static InetAddress address(String host) {
    return new InetSocketAddress(host, 0).getAddress();
  }

  int serversPort() {
    return port;
  }

  SyslogTestServer server(int index) {
    return servers.get(index);
  }

  abstract void send(String text);

  /** How many probes of the primary have failed. */
  abstract long failedProbes();

  /** Whether it has tried every server and found it down. */
  abstract boolean hasTriedAll();

  abstract void stop();

  /** The connections in the order of the connects, with server and kind (data or probe) of each. */
  String sequence() {
    record Seen(int server, ServerConnection connection) {}
    List<Seen> all =
        IntStream.range(0, servers.size())
            .boxed()
            .flatMap(
                index -> server(index).connections().stream().map(each -> new Seen(index, each)))
            .sorted(Comparator.comparingLong(seen -> seen.connection().openedAtNanos()))
            .toList();
    List<String> parts = new ArrayList<>();
    for (int begin = 0; begin < all.size(); ) {
      int server = all.get(begin).server();
      List<String> kinds =
          all.stream()
              .skip(begin)
              .takeWhile(seen -> seen.server() == server)
              .map(seen -> kindOf(seen.connection()))
              .toList();
      parts.add(NAMES.get(server) + ": " + String.join(", ", kinds));
      begin += kinds.size();
    }
    return String.join("; ", parts);
  }

  private static String kindOf(ServerConnection connection) {
    if (connection.messages() > 0) {
      return "data";
    }
    return connection.isProbe() ? "probe" : "nothing";
  }

  /** When each connection was opened, in seconds since then; for human readers. */
  String times(long sinceNanos) {
    return IntStream.range(0, servers.size())
        .mapToObj(index -> NAMES.get(index) + " " + secondsOf(server(index), sinceNanos))
        .collect(Collectors.joining("; "));
  }

  private static List<String> secondsOf(SyslogTestServer server, long sinceNanos) {
    return server.connections().stream()
        .map(each -> "%.1f".formatted((each.openedAtNanos() - sinceNanos) / 1e9))
        .toList();
  }

  @Override
  public void close() {
    stop();
    servers.forEach(SyslogTestServer::close);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + servers;
  }
}
