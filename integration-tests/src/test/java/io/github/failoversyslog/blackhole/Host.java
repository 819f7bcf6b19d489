package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.faults.LaunchContext;
import java.util.ArrayList;
import java.util.List;

/** A host of a {@link HostNetwork}: a network namespace. */
final class Host {
  static final String INTERFACE = "eth0";
  private static final int LOCAL_COLUMN = 2; // in the output of ss

  private final String namespace;
  private final LaunchContext launchContext;

  /**
   * @param namespace must exist
   */
  Host(String namespace, String address) {
    this.namespace = namespace;
    this.launchContext = new LaunchContext(address, List.of("ip", "netns", "exec", namespace));
  }

  String namespace() {
    return namespace;
  }

  /** How to launch a process in this namespace. */
  LaunchContext launchContext() {
    return launchContext;
  }

  /** Runs a program in this namespace and returns its output. */
  String run(String... command) {
    List<String> all = new ArrayList<>(launchContext.commandPrefix());
    all.addAll(List.of(command));
    return Commands.run(all);
  }

  /** Drops all packets in both directions from now on. */
  void vanish() {
    drop("INPUT");
    drop("OUTPUT");
  }

  /** The source ports of the TCP connections from this host to the other one. */
  List<Integer> flowsTo(Host other) {
    String address = other.launchContext().address();
    return run("ss", "--tcp", "--numeric", "--no-header", "state", "established", "dst", address)
        .lines()
        .map(line -> line.strip().split(" +", -1)[LOCAL_COLUMN])
        .map(local -> Integer.valueOf(local.substring(local.lastIndexOf(':') + 1)))
        .toList();
  }

  /** Drops all packets of these flows in both directions, like a router that has lost its state. */
  void dropFlows(List<Integer> flows) {
    flows.forEach(port -> rule("INPUT --protocol tcp --source-port %d --jump DROP", port));
    dropReturnPackets(flows);
  }

  /** Drops the packets from this host on these flows; packets to it pass. */
  void dropReturnPackets(List<Integer> flows) {
    flows.forEach(port -> rule("OUTPUT --protocol tcp --destination-port %d --jump DROP", port));
  }

  /** Like {@link #dropFlows}, but the sender of a packet gets a TCP reset. */
  void reset(List<Integer> flows) {
    for (int port : flows) {
      rule("OUTPUT --protocol tcp --destination-port %d --jump DROP", port);
      rule("OUTPUT --protocol tcp --destination-port %d --tcp-flags RST RST --jump ACCEPT", port);
      rule("INPUT --protocol tcp --source-port %d --jump REJECT --reject-with tcp-reset", port);
    }
  }

  /** Silently drops packets with more bytes than this in both directions. */
  void dropLargePackets(int mostBytes) {
    rule("INPUT --match length --length %d: --jump DROP", mostBytes + 1);
    rule("OUTPUT --match length --length %d: --jump DROP", mostBytes + 1);
  }

  /** Inserts a rule before all existing ones. */
  private void rule(String words, int number) {
    List<String> command = new ArrayList<>(List.of("iptables", "--wait", "--insert"));
    command.addAll(List.of(words.formatted(number).split(" ", -1)));
    run(command.toArray(new String[0]));
  }

  /** Drops all packets from this host from now on; packets to it pass. */
  void dropOutgoingPackets() {
    drop("OUTPUT");
  }

  private void drop(String chain) {
    run("iptables", "--wait", "--insert", chain, "--jump", "DROP");
  }

  /** Removes all faults; the processes of the host have kept running. */
  void restore() {
    run("iptables", "--wait", "--flush");
  }

  /** Takes the network interface down. */
  void unplug() {
    run("ip", "link", "set", INTERFACE, "down");
  }
}
