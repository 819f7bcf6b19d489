package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.LaunchContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Second addresses of the hosts, between which packets are delayed: the kernels encapsulate the
 * packets in datagrams (VXLAN), and a {@link DelayLine} on the host in the middle of the network
 * delays these.
 */
final class DistantAddresses implements AutoCloseable {
  private static final int PORT = 4789;
  private static final String INTERFACE = "far0";

  private final List<LaunchContext> launchContexts = new ArrayList<>();
  private final ChildProcess line;

  /**
   * @param network whose application host is the middle and does nothing else
   * @param delay in each direction
   */
  DistantAddresses(HostNetwork network, Duration delay) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of(Long.toString(delay.toMillis()), Integer.toString(PORT)));
    for (Host host : network.servers()) {
      String middle = network.nearAddress(host);
      String address = "198.51.100." + (launchContexts.size() + 1); // for documentation (RFC 5737)
      host.run(
          "ip link add %s type vxlan id 1 local %s remote %s dstport %d"
              .formatted(INTERFACE, host.launchContext().address(), middle, PORT)
              .split(" ", -1));
      host.run("ip", "address", "add", address + "/24", "dev", INTERFACE);
      disableOffload(host);
      launchContexts.add(new LaunchContext(address, host.launchContext().commandPrefix()));
      args.addAll(List.of(middle, host.launchContext().address()));
    }
    line =
        ChildProcess.start(
            network.application().launchContext(),
            Path.of(System.getProperty("java.home")),
            DelayLine.class,
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            args);
    if (!line.answer().equals("open")) {
      throw new IllegalStateException("the delay line did not open");
    }
  }

  /**
   * Disables segmentation and checksum offload, because no network card would do that work later.
   */
  private static void disableOffload(Host host) {
    host.run("ip", "link", "set", INTERFACE, "mtu", "1400", "gso_max_segs", "1", "up");
    host.run(
        "iptables --wait --table mangle --append POSTROUTING --out-interface %s --protocol tcp --jump CHECKSUM --checksum-fill"
            .formatted(INTERFACE)
            .split(" ", -1));
  }

  /** In the order of the hosts. */
  List<LaunchContext> launchContexts() {
    return launchContexts;
  }

  @Override
  public void close() {
    line.close();
  }
}
