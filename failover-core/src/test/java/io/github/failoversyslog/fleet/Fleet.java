package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;

import io.github.failoversyslog.config.SpreadOrder;
import io.github.failoversyslog.engine.VirtualTime;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All clients and their servers, which are up at first. A connect completes within milliseconds.
 */
final class Fleet {
  static final int PRIMARY = 0;

  private static final long LONGEST_WAY_NANOS = 20 * MILLISECOND;
  private static final double THE_WHOLE_INTERVAL = Math.nextDown(1.0);

  private final VirtualTime timeline = new VirtualTime();
  private final Random random = new Random(1);
  private final boolean randomPart;
  private final boolean[] up;
  private final List<Knocks> knocks;
  private final List<FleetClient> clients;

  /**
   * @param spread whether each client has its own order of the failover servers
   * @param randomPart whether waits are randomised as in production; without it they have their
   *     maximum length
   */
  Fleet(Rules rules, boolean spread, int clients, boolean randomPart) {
    this.randomPart = randomPart;
    this.up = new boolean[rules.servers()];
    Arrays.fill(up, true);
    this.knocks = Stream.generate(Knocks::new).limit(rules.servers()).toList();
    FailoverMachine machine = new FailoverMachine(rules);
    World world = new World();
    this.clients =
        IntStream.range(0, clients)
            .mapToObj(
                number -> new FleetClient(machine, world, order(rules.servers(), spread, number)))
            .toList();
  }

  private static List<Integer> order(int servers, boolean spread, int client) {
    List<Integer> failoverServers = IntStream.range(1, servers).boxed().toList();
    List<Integer> order = new ArrayList<>(List.of(PRIMARY));
    order.addAll(
        spread
            ? SpreadOrder.of("web" + client, failoverServers, server -> "log" + server + ":601")
            : failoverServers);
    return order;
  }

  /** Starts the clients' applications one after the other. */
  void startWithin(long nanos) {
    clients.forEach(client -> timeline.in((long) (nanos * random.nextDouble()), client::start));
  }

  /**
   * Starts the clients' applications at these times.
   *
   * @param atNanos one for each client
   */
  void startAt(List<Long> atNanos) {
    for (int i = 0; i < clients.size(); i++) {
      timeline.in(atNanos.get(i), clients.get(i)::start);
    }
  }

  void runTo(long nanos) {
    timeline.moveTo(nanos);
  }

  /** Kills the server's process: connections are reset, connects are refused. */
  void kill(int server) {
    up[server] = false;
    clients.stream()
        .filter(client -> client.isConnectedTo(server))
        .forEach(client -> timeline.in(way(), client.loss(server)));
  }

  void bringBack(int server) {
    up[server] = true;
  }

  Knocks knocksAt(int server) {
    return knocks.get(server);
  }

  long connectedTo(int server) {
    return clients.stream().filter(client -> client.isConnectedTo(server)).count();
  }

  private long way() {
    return (long) (LONGEST_WAY_NANOS * random.nextDouble());
  }

  private final class World implements FleetClient.ClientWorld {
    @Override
    public void knock(int server, Runnable ifUp, Runnable ifDown) {
      knocks.get(server).add(timeline.now());
      timeline.in(way(), () -> (up[server] ? ifUp : ifDown).run());
    }

    @Override
    public void timer(long atNanos, Runnable what) {
      timeline.in(Math.max(0, atNanos - timeline.now()), what);
    }

    @Override
    public long now() {
      return timeline.now();
    }

    @Override
    public double random() {
      return randomPart ? random.nextDouble() : THE_WHOLE_INTERVAL;
    }
  }
}
