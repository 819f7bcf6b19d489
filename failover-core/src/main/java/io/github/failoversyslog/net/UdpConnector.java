package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Opens UDP connections to servers. UDP has no handshake: a server counts as reached as soon as its
 * name is resolved. Probes use TCP on another port.
 */
public final class UdpConnector implements Connector {
  private final TcpConnector tcp;
  private final OptionalInt probePort;
  private final long lookUpIntervalNanos;
  private final Runnable cut;

  /** Addresses with an unreachable port; they are tried after the other addresses of a name. */
  private final Map<Server, Set<InetAddress>> unreachable = new HashMap<>();

  /**
   * @param tcp for the probes; its selector, resolver, loop and clock are used for UDP, too
   * @param probePort required for {@link #probe}
   * @param lookUpIntervalNanos between two lookups of the name of a server in use
   * @param cut called for every message that was truncated because it was too long for a datagram
   */
  public UdpConnector(
      TcpConnector tcp, OptionalInt probePort, long lookUpIntervalNanos, Runnable cut) {
    this.tcp = tcp;
    this.probePort = probePort;
    this.lookUpIntervalNanos = lookUpIntervalNanos;
    this.cut = cut;
  }

  @Override
  public Attempt open(Server server, AttemptListener outcome) {
    NameLookUp lookUp = new NameLookUp(tcp, server.host(), new WhenResolved(server, outcome));
    lookUp.start();
    return lookUp;
  }

  /** Opens the connection once the name is resolved. */
  private final class WhenResolved implements NameLookUp.Callback {
    private final Server server;
    private final Connector.AttemptListener outcome;

    WhenResolved(Server server, Connector.AttemptListener outcome) {
      this.server = server;
      this.outcome = outcome;
    }

    @Override
    public void found(List<InetAddress> addresses) {
      InetAddress address = preferred(server, addresses);
      UdpConnection connection = new UdpConnection(server, address, UdpConnector.this, () -> {});
      try {
        connection.open();
      } catch (IOException e) {
        avoid(server, address);
        outcome.failed(Reasons.of(e));
        return;
      }
      outcome.reached(connection);
    }

    @Override
    public void failed(String reason) {
      outcome.notAsked(reason);
    }
  }

  /** Probes by TCP; when the connection is used, UDP to the same address replaces it. */
  @Override
  public Attempt probe(Server server, AttemptListener outcome) {
    return tcp.open(
        new Server(server.host(), probePort.orElseThrow()),
        new AttemptListener() {
          @Override
          public void reached(Connection probe) {
            InetAddress address = ((StreamConnection) probe).address();
            outcome.reached(new UdpConnection(server, address, UdpConnector.this, probe::close));
          }

          @Override
          public void failed(String reason) {
            outcome.failed(reason);
          }

          @Override
          public void rejected(String reason) {
            outcome.rejected(reason);
          }

          @Override
          public void notAsked(String reason) {
            outcome.notAsked(reason);
          }
        });
  }

  /**
   * The first address not known to be unreachable; if all are, all are tried again. Addresses that
   * the server no longer has are removed from the record.
   */
  InetAddress preferred(Server server, List<InetAddress> addresses) {
    Set<InetAddress> failed = unreachable.getOrDefault(server, new HashSet<>());
    failed.retainAll(addresses);
    List<InetAddress> usable = new ArrayList<>(addresses);
    usable.removeAll(failed);
    if (usable.isEmpty()) {
      failed.clear();
      return addresses.get(0);
    }
    return usable.get(0);
  }

  /** Records that the port was unreachable at this address. */
  void avoid(Server server, InetAddress address) {
    unreachable.computeIfAbsent(server, any -> new HashSet<>()).add(address);
  }

  TcpConnector tcp() {
    return tcp;
  }

  long lookUpIntervalNanos() {
    return lookUpIntervalNanos;
  }

  /** Counts a message that was truncated because it was too long for a datagram. */
  void countCut() {
    cut.run();
  }
}
