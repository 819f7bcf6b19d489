package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.it.daemon.Requirement;
import io.github.failoversyslog.it.server.ServerPorts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fleet of {@code docs/fleet.md} with real senders and servers: the primary is killed and comes
 * back, and every server gets as many connects in a second as the simulation with the same settings
 * says.
 */
@Tag("full")
@Tag("alone")
class RealFleetIT {
  private static final int CLIENTS = 2_000;
  private static final int SERVERS = 3;
  private static final int QUEUE = 4096;
  private static final int FILES_FOR_EACH = 8; // a selector, and two connections with both ends
  private static final double TOLERANCE = 0.2;

  private static final long INTERVAL = 10 * SECOND;
  private static final long STARTS = 12 * SECOND;
  private static final long BEGIN = 20 * SECOND;
  private static final long MOMENT = 3 * SECOND;
  private static final long OUT = 22 * SECOND; // ends between two rounds of probes, as on the page
  private static final long BACK = 36 * SECOND;
  private static final long LOGS_EVERY = 2 * SECOND;

  /** When things happened; the simulation repeats them at the same times. */
  private record Times(List<Long> starts, long killed, long returned, long end) {
    long started() {
      return starts.get(starts.size() - 1);
    }

    List<Figure> figures() {
      return List.of(
          new Figure("primary, before it dies", 0, true, started(), killed),
          new Figure("primary, while it is out", 0, false, killed, returned),
          new Figure("primary, after its return", 0, true, returned, end),
          new Figure(
              "first failover server, when the primary dies",
              1,
              true,
              killed,
              killed + MOMENT,
              Knocks::inTheFirstSecond), // before the first renewals
          new Figure(
              "first failover server, in the first three seconds together",
              1,
              true,
              killed,
              killed + MOMENT,
              Knocks::all),
          new Figure("first failover server, later", 1, true, killed + MOMENT, returned),
          new Figure("first failover server, after the return", 1, true, returned, end));
    }
  }

  /** How connects between two times are counted. */
  private interface Count {
    int of(Knocks knocks, long from, long to);
  }

  /**
   * A number of connects in a period of time.
   *
   * @param up whether the server accepts them; else they are counted where they are made
   */
  private record Figure(String title, int server, boolean up, long from, long to, Count count) {
    /** The largest number within a second. */
    Figure(String title, int server, boolean up, long from, long to) {
      this(title, server, up, from, to, Knocks::mostInASecond);
    }

    int simulated(Fleet fleet) {
      return of(fleet.knocksAt(server));
    }

    int measured(RealFleet fleet) {
      return of(up ? fleet.acceptedBy(server) : fleet.knocksAt(server));
    }

    private int of(Knocks knocks) {
      return count.of(knocks, from, to);
    }
  }

  @BeforeAll
  static void requireALargeEnoughMachine() throws IOException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < CLIENTS * FILES_FOR_EACH) {
      throw Requirement.unmet(
          "a fleet of %,d needs %,d open files; set ulimit -n"
              .formatted(CLIENTS, CLIENTS * FILES_FOR_EACH));
    }
    Path limit = Path.of("/proc/sys/net/core/somaxconn"); // has to be read at once
    if (Files.exists(limit) && Integer.parseInt(Files.readAllLines(limit).get(0)) < CLIENTS) {
      throw Requirement.unmet(
          "%,d clients connect at once; set net.core.somaxconn to as much".formatted(CLIENTS));
    }
  }

  @Test
  void everyServerGetsTheSimulatedNumberOfConnects() throws IOException, InterruptedException {
    int[] ports = IntStream.generate(ServerPorts::choose).limit(SERVERS).toArray();
    try (RealFleet real = new RealFleet(settings(ports), ports, QUEUE)) {
      Times times = happensTo(real);
      long connected = real.connectedTo(0);
      Fleet simulated = simulated(times);
      SoftAssertions soft = new SoftAssertions();
      System.out.println("FLEET | connects in a second at the | simulated | measured |");
      for (Figure figure : times.figures()) {
        compare(figure, simulated, real, soft);
      }
      soft.assertThat(connected).as("clients that are back").isEqualTo(CLIENTS);
      soft.assertThat(real.knocksAt(2).mostInASecond(0, times.end)).as("last server").isZero();
      soft.assertAll();
    }
  }

  private static void compare(Figure figure, Fleet simulated, RealFleet real, SoftAssertions soft) {
    int expected = figure.simulated(simulated);
    int measured = figure.measured(real);
    System.out.printf(Locale.ROOT, "FLEET | %s | %,d | %,d |%n", figure.title, expected, measured);
    soft.assertThat((double) measured)
        .as(figure.title)
        .isBetween(expected * (1 - TOLERANCE), expected * (1 + TOLERANCE));
  }

  private static Map<String, String> settings(int[] ports) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("host", RealFleet.host(0));
    settings.put("port", Integer.toString(ports[0]));
    settings.put(
        "failoverServers",
        RealFleet.host(1) + ":" + ports[1] + ", " + RealFleet.host(2) + ":" + ports[2]);
    settings.put("failback", "");
    settings.put("failback.tcpProbeInterval", "10 s");
    settings.put("livenessProbeInterval", "10 s");
    settings.put("bufferSize", "64 KB");
    settings.put("maxMessageSize", "2 KB");
    settings.put("shutdownTimeout", "1 s");
    return settings;
  }

  private static Times happensTo(RealFleet real) throws InterruptedException {
    List<Long> starts = real.startWithin(CLIENTS, STARTS);
    long started = real.nowNanos();
    real.logUntil(Math.max(BEGIN, started + INTERVAL), LOGS_EVERY);
    long killed = real.nowNanos();
    real.server(0).kill();
    real.logUntil(killed + OUT, LOGS_EVERY);
    long returned = real.nowNanos();
    real.server(0).bringBack();
    real.logUntil(returned + BACK, LOGS_EVERY);
    System.out.printf(
        "FLEET started in %d s, killed at %d s, back at %d s%n",
        started / SECOND, killed / SECOND, returned / SECOND);
    return new Times(starts, killed, returned, real.nowNanos());
  }

  private static Fleet simulated(Times times) {
    Rules rules =
        new Rules(
            SERVERS,
            true,
            INTERVAL,
            3,
            INTERVAL,
            true,
            10 * SECOND,
            new Backoff(SECOND, 60 * SECOND));
    Fleet fleet = new Fleet(rules, false, CLIENTS, true);
    fleet.startAt(times.starts);
    fleet.runTo(times.killed);
    fleet.kill(Fleet.PRIMARY);
    fleet.runTo(times.returned);
    fleet.bringBack(Fleet.PRIMARY);
    fleet.runTo(times.end);
    return fleet;
  }
}
