package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Second addresses for hosts: whatever they send each other there takes its time. Their kernels
 * pack it into datagrams (VXLAN), and a {@link DelayLine} in the middle of the network holds these.
 */
final class DistantAddresses implements AutoCloseable {
  private static final int PORT = 4789;
  private static final String INTERFACE = "far0";

  private final List<Place> places = new ArrayList<>();
  private final ChildProcess line;

  /**
   * @param network in which the host of the application is the middle, and has nothing else to do
   * @param delay each way
   */
  DistantAddresses(HostNetwork network, Duration delay) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of(Long.toString(delay.toMillis()), Integer.toString(PORT)));
    for (Host host : network.servers()) {
      String middle = network.nearAddress(host);
      String address = "198.51.100." + (places.size() + 1); // for documentation (RFC 5737)
      host.run(
          "ip link add %s type vxlan id 1 local %s remote %s dstport %d"
              .formatted(INTERFACE, host.place().address(), middle, PORT)
              .split(" ", -1));
      host.run("ip", "address", "add", address + "/24", "dev", INTERFACE);
      makeWhole(host);
      places.add(new Place(address, host.place().entrance()));
      args.addAll(List.of(middle, host.place().address()));
    }
    line =
        ChildProcess.start(
            network.application().place(),
            Path.of(System.getProperty("java.home")),
            DelayLine.class,
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            args);
    if (!line.answer().equals("open")) {
      throw new IllegalStateException("the delay line did not open");
    }
  }

  /** There is no network card that would cut large packets or add checksums later. */
  private static void makeWhole(Host host) {
    host.run("ip", "link", "set", INTERFACE, "mtu", "1400", "gso_max_segs", "1", "up");
    host.run(
        "iptables --wait --table mangle --append POSTROUTING --out-interface %s --protocol tcp --jump CHECKSUM --checksum-fill"
            .formatted(INTERFACE)
            .split(" ", -1));
  }

  /** In the order of the hosts. */
  List<Place> places() {
    return places;
  }

  @Override
  public void close() {
    line.close();
  }
}
