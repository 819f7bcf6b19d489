package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.faults.Place;
import java.util.ArrayList;
import java.util.List;

/** A host of a {@link HostNetwork}: a network namespace. */
final class Host {
  static final String INTERFACE = "eth0";
  private static final int LOCAL_COLUMN = 2; // of ss

  private final String namespace;
  private final Place place;

  /**
   * @param namespace which exists
   */
  Host(String namespace, String address) {
    this.namespace = namespace;
    this.place = new Place(address, List.of("ip", "netns", "exec", namespace));
  }

  String namespace() {
    return namespace;
  }

  /** For processes that are to run there. */
  Place place() {
    return place;
  }

  /** Runs a program there and returns what it printed. */
  String run(String... command) {
    List<String> all = new ArrayList<>(place.entrance());
    all.addAll(List.of(command));
    return Commands.run(all);
  }

  /** From now on no packet comes or goes. */
  void vanish() {
    drop("INPUT");
    drop("OUTPUT");
  }

  /** The source ports of the TCP connections that this host has to the other one. */
  List<Integer> flowsTo(Host other) {
    String address = other.place().address();
    return run("ss", "--tcp", "--numeric", "--no-header", "state", "established", "dst", address)
        .lines()
        .map(line -> line.strip().split(" +", -1)[LOCAL_COLUMN])
        .map(local -> Integer.valueOf(local.substring(local.lastIndexOf(':') + 1)))
        .toList();
  }

  /** No packet of these flows comes or goes, as behind a router that has lost its state. */
  void forget(List<Integer> flows) {
    flows.forEach(port -> rule("INPUT --protocol tcp --source-port %d --jump DROP", port));
    dropWayBack(flows);
  }

  /** The packets of these flows come, and those that answer them do not go. */
  void dropWayBack(List<Integer> flows) {
    flows.forEach(port -> rule("OUTPUT --protocol tcp --destination-port %d --jump DROP", port));
  }

  /** The same as {@link #forget}, but whoever sends a packet is told with a reset. */
  void reset(List<Integer> flows) {
    for (int port : flows) {
      rule("OUTPUT --protocol tcp --destination-port %d --jump DROP", port);
      rule("OUTPUT --protocol tcp --destination-port %d --tcp-flags RST RST --jump ACCEPT", port);
      rule("INPUT --protocol tcp --source-port %d --jump REJECT --reject-with tcp-reset", port);
    }
  }

  /** Packets with more bytes than this do not come or go, and nobody is told. */
  void dropLargePackets(int mostBytes) {
    rule("INPUT --match length --length %d: --jump DROP", mostBytes + 1);
    rule("OUTPUT --match length --length %d: --jump DROP", mostBytes + 1);
  }

  /** Before all rules that there are. */
  private void rule(String words, int number) {
    List<String> command = new ArrayList<>(List.of("iptables", "--wait", "--insert"));
    command.addAll(List.of(words.formatted(number).split(" ", -1)));
    run(command.toArray(new String[0]));
  }

  /** From now on packets come, and none goes. */
  void fallSilent() {
    drop("OUTPUT");
  }

  private void drop(String chain) {
    run("iptables", "--wait", "--insert", chain, "--jump", "DROP");
  }

  /** As if it had never been away; its processes have run on. */
  void comeBack() {
    run("iptables", "--wait", "--flush");
  }

  /** Its cable has no signal any more. */
  void unplug() {
    run("ip", "link", "set", INTERFACE, "down");
  }
}
