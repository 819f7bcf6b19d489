package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.daemon.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The application's host and its log server hosts, each connected by its own virtual cable. The
 * addresses are reserved for documentation (RFC 5737) and exist only in these namespaces.
 *
 * <p>The namespace names contain the process id of their creator, so that the next run finds and
 * removes what a killed run has left behind.
 */
final class HostNetwork implements AutoCloseable {
  private static final String MARK = "failover-syslog-";
  private static final int MOST_SERVERS = 4;
  private static final AtomicInteger MADE = new AtomicInteger();

  private final Host application;
  private final List<Host> servers = new ArrayList<>();
  private final String prefix;

  private HostNetwork() {
    prefix = MARK + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet() + "-";
    application = host("app", "");
  }

  /** Initialized with the first network, so never where networks cannot be created. */
  private static final class RemovalAtExit {
    static {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> remove(ProcessHandle.current().pid()), "network-remover"));
    }

    static void register() {}
  }

  /** Creates a network; skips the test if this process may not. */
  static HostNetwork of(int servers) {
    requireTools();
    removeLeftovers();
    RemovalAtExit.register();
    HostNetwork network = new HostNetwork();
    try {
      for (int i = 0; i < servers; i++) {
        network.addServer(i);
      }
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
    return network;
  }

  /** Synchronized because the name of the trial namespace contains only the process id. */
  private static synchronized void requireTools() {
    if (!Commands.works("ip", "netns", "list") || !Commands.works("iptables", "--version")) {
      throw Requirement.unmet("no ip or no iptables to make hosts vanish with (run .ci/daemons)");
    }
    String trial = MARK + ProcessHandle.current().pid() + "-trial";
    if (!Commands.works("ip", "netns", "add", trial)) {
      throw Requirement.unmet("hosts that vanish are network namespaces; only root can make them");
    }
    boolean canDrop =
        Commands.works("ip", "netns", "exec", trial, "iptables", "--wait", "--list-rules");
    Commands.works("ip", "netns", "delete", trial);
    if (!canDrop) {
      throw Requirement.unmet("iptables does not work in a network namespace of this machine");
    }
  }

  private static void removeLeftovers() {
    for (String namespace : namespaces()) {
      long maker = makerOf(namespace);
      if (maker >= 0 && ProcessHandle.of(maker).isEmpty()) {
        remove(maker);
      }
    }
  }

  private static List<String> namespaces() {
    return Commands.run(List.of("ip", "netns", "list"))
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> name.startsWith(MARK))
        .toList();
  }

  private static long makerOf(String namespace) {
    String pid = namespace.substring(MARK.length()).split("-", 2)[0];
    return pid.chars().allMatch(Character::isDigit) ? Long.parseLong(pid) : -1;
  }

  private static void remove(long maker) {
    for (String namespace : namespaces()) {
      if (makerOf(namespace) == maker) {
        Commands.works("ip", "netns", "delete", namespace);
      }
    }
  }

  /** The address of the application's host on its cable to this server. */
  String nearAddress(Host server) {
    return nearAddress(servers.indexOf(server));
  }

  private static String nearAddress(int number) {
    return "192.0.2." + (4 * number + 1); // a separate subnet for each cable
  }

  private static String serverAddress(int number) {
    return "192.0.2." + (4 * number + 2);
  }

  /** The possible addresses of servers in any network; the primary first. */
  static String[] serverAddresses() {
    return IntStream.range(0, MOST_SERVERS)
        .mapToObj(HostNetwork::serverAddress)
        .toArray(String[]::new);
  }

  private Host host(String name, String address) {
    String namespace = prefix + name;
    Commands.run(List.of("ip", "netns", "add", namespace));
    Host host = new Host(namespace, address);
    host.run("ip", "link", "set", "lo", "up");
    return host;
  }

  private void addServer(int number) {
    String near = nearAddress(number);
    String far = serverAddress(number);
    String cable = "cable" + number;
    Host server = host("log" + number, far);
    servers.add(server);
    application.run(
        "ip link add %s type veth peer name %s netns %s"
            .formatted(cable, Host.INTERFACE, server.namespace())
            .split(" "));
    connect(application, near, cable);
    connect(server, far, Host.INTERFACE);
  }

  private static void connect(Host host, String address, String networkInterface) {
    host.run("ip", "address", "add", address + "/30", "dev", networkInterface);
    host.run("ip", "link", "set", networkInterface, "up");
  }

  /** The host on which the application runs. */
  Host application() {
    return application;
  }

  /** The primary first. */
  List<Host> servers() {
    return servers;
  }

  /** Removes the hosts; their processes must have ended. */
  @Override
  public void close() {
    servers.forEach(HostNetwork::delete);
    delete(application);
  }

  private static void delete(Host host) {
    Commands.run(List.of("ip", "netns", "delete", host.namespace()));
  }
}
