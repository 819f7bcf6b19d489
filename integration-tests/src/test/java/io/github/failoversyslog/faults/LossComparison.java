package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Compares how many events appenders lose under the same faults, and how many they report as lost.
 */
public final class LossComparison {
  private static final int EVENTS = 160_000;
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final int EVENTS_BEFORE_THE_FAULT = 2 * EVENTS_PER_SECOND;
  private static final Duration STALL = Duration.ofSeconds(2);

  private LossComparison() {}

  /** An application with an appender. */
  public interface Subject extends AutoCloseable {
    void log(String text);

    /** What the appender itself reports as lost, as text. */
    String counted();

    @Override
    void close();
  }

  /**
   * @param properties system properties for its configuration
   * @param maker starts it; the ports of its two servers are the properties {@code bench.port} and
   *     {@code bench.nextPort}
   */
  public record Candidate(
      String name, Dialect dialect, Map<String, String> properties, Supplier<Subject> maker) {}

  private enum Fault {
    STALLED_AND_KILLED("stalls for 2 s, then SIGKILL") {
      @Override
      void inject(KillableServer server) {
        server.pause();
        LoadFixture.pass(STALL);
        server.kill();
      }
    },
    KILLED("SIGKILL") {
      @Override
      void inject(KillableServer server) {
        server.kill();
      }
    };

    private final String description;

    Fault(String description) {
      this.description = description;
    }

    abstract void inject(KillableServer server);
  }

  /** Returns a Markdown table. */
  public static List<String> measure(List<Candidate> candidates) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| the server in use | appender | sent | delivered once | repeated | lost | longest call | counted by itself |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Fault fault : Fault.values()) {
      for (Candidate candidate : candidates) {
        String line = line(fault, candidate);
        System.out.println(line);
        lines.add(line);
      }
    }
    return lines;
  }

  private static String line(Fault fault, Candidate candidate) throws IOException {
    Path folder = Files.createTempDirectory("loss");
    try (KillableServer first = new KillableServer(folder, "first", candidate.dialect());
        KillableServer second = new KillableServer(folder, "second", candidate.dialect())) {
      List<KillableServer> servers = List.of(first, second);
      servers.forEach(server -> server.launch().open());
      System.setProperty("bench.port", Integer.toString(first.address().port()));
      System.setProperty("bench.nextPort", Integer.toString(second.address().port()));
      candidate.properties().forEach(System::setProperty);
      int[] logged;
      double longestMillis;
      Subject subject = candidate.maker().get();
      try (subject;
          PacedCallers callers = PacedCallers.start(log(subject), 1, EVENTS_PER_SECOND)) {
        Eventually.until("events", () -> first.received() >= EVENTS_BEFORE_THE_FAULT);
        fault.inject(first);
        Eventually.until("all logged", () -> callers.logged()[0] >= EVENTS);
        logged = callers.stop();
        longestMillis = callers.takeTimes().getMaxValue() / 1e6;
      }
      second.settle();
      EventCounts counts = EventCounts.of(logged, servers);
      int lost = counts.lost().length;
      return String.format(
          Locale.ROOT,
          "| %s | %s | %,d | %,d | %,d | %,d (%.2f %%) | %.1f ms | %s |",
          fault.description,
          candidate.name(),
          counts.sent(),
          counts.once(),
          counts.repeated(),
          lost,
          100.0 * lost / counts.sent(),
          longestMillis,
          subject.counted());
    }
  }

  private static LongConsumer log(Subject subject) {
    return number -> subject.log(NumberedEvents.text(number));
  }
}
