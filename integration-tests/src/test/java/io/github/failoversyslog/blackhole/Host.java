package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.faults.Place;
import java.util.ArrayList;
import java.util.List;

/** A host of a {@link Network}: a network namespace. */
final class Host {
  static final String INTERFACE = "eth0";

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
