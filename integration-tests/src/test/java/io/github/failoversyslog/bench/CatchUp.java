package io.github.failoversyslog.bench;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How fast a backlog is delivered once the server is back while logging goes on, and how long log
 * calls take meanwhile. The backlog is delivered when an event arrives that is not older than
 * usual.
 */
final class CatchUp {
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final int MOST_ROUNDS = 3; // an outage lasts a minute
  private static final int PERIOD_TIMES = 5; // of a round's duration
  private static final long LOOK_MILLIS = 10;
  private static final long RECENT_NANOS = 50_000_000;
  private static final long DEADLINE_NANOS = 300_000_000_000L;

  private final int port;
  private final Effort effort;

  CatchUp(int port, Effort effort) {
    this.port = port;
    this.effort = effort;
  }

  /** Results of the rounds of one entrant; times of calls are those of p99.9, in nanoseconds. */
  private static final class Figures {
    final Samples delivered = new Samples();
    final Samples eventsPerSecond = new Samples();
    final Samples before = new Samples();
    final Samples meanwhile = new Samples();
    final Samples after = new Samples();

    void add(Delivered backlog, double callsBefore, double callsMeanwhile, double callsAfter) {
      delivered.add(backlog.events);
      eventsPerSecond.add(backlog.events * 1e9 / backlog.nanos);
      before.add(callsBefore);
      meanwhile.add(callsMeanwhile);
      after.add(callsAfter);
    }
  }

  /** How many events were delivered until the backlog was, and in which time. */
  private record Delivered(long events, long nanos) {}

  /** Returns a Markdown table. */
  List<String> measure() throws InterruptedException {
    Map<Entrant, Figures> figures = new EnumMap<>(Entrant.class);
    try (ServerProcess server = ServerProcess.start(port)) {
      server.takeDelays(); // begins to look for stamps
      for (int round = 0; round < Math.min(MOST_ROUNDS, effort.rounds()); round++) {
        for (Entrant entrant : List.of(Entrant.LOG4J2_BACKLOG, Entrant.LOGBACK_BACKLOG)) {
          outage(server, entrant, figures.computeIfAbsent(entrant, key -> new Figures()));
        }
      }
    }
    return table(figures);
  }

  private void outage(ServerProcess server, Entrant entrant, Figures figures)
      throws InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    try (SenderProcess sender =
        SenderProcess.start(entrant, 1, java, List.of("-XX:MaxDirectMemorySize=1g"))) {
      sender.log(Load.ofEvents(1, effort.warmUpMillis()));
      sender.startPacingStamped(EVENTS_PER_SECOND);
      callsOf(sender, (long) PERIOD_TIMES * effort.millis());
      double before = callsOf(sender, (long) PERIOD_TIMES * effort.millis());
      server.leave();
      callsOf(sender, effort.outageMillis());
      long framesBefore = server.frames();
      server.takeDelays(); // of events before the outage
      server.comeBack();
      Delivered delivered = awaitCatchUp(server, framesBefore, sender);
      double meanwhile = sender.takeTimes().p999();
      double after = callsOf(sender, (long) PERIOD_TIMES * effort.millis());
      sender.endPacing();
      figures.add(delivered, before, meanwhile, after);
      System.out.printf(
          Locale.ROOT,
          "%s: %,d events in %,d ms; p99.9 before %,.0f, meanwhile %,.0f, after %,.0f ns%n",
          entrant.title(),
          delivered.events,
          delivered.nanos / 1_000_000,
          before,
          meanwhile,
          after);
    }
  }

  /** Returns p99.9 of the calls of a period. */
  private static double callsOf(SenderProcess sender, long millis) throws InterruptedException {
    sender.takeTimes();
    Thread.sleep(millis); // the measurement period; nothing is asserted
    return sender.takeTimes().p999();
  }

  /** Of the sender's calls, those before the first event of the backlog are taken. */
  private static Delivered awaitCatchUp(
      ServerProcess server, long framesBefore, SenderProcess sender) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + DEADLINE_NANOS;
    while (server.frames() == framesBefore && System.nanoTime() < deadlineNanos) {
      Thread.sleep(1);
    }
    long firstNanos = System.nanoTime();
    sender.takeTimes();
    while (System.nanoTime() < deadlineNanos) {
      Histogram delays = server.takeDelays();
      long events = server.frames() - framesBefore;
      if (delays.getTotalCount() > 0 && delays.getMinValue() < RECENT_NANOS) {
        return new Delivered(events, System.nanoTime() - firstNanos);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new IllegalStateException("the backlog was not delivered in 5 minutes");
  }

  private List<String> table(Map<Entrant, Figures> figures) {
    Table table =
        new Table(
            String.format(Locale.ROOT, "after %,d s without server", effort.outageMillis() / 1_000),
            "delivered until caught up",
            "events/s, median",
            "least",
            "most",
            "of the live rate",
            "p99.9 of calls before",
            "meanwhile",
            "after");
    figures.forEach(
        (entrant, result) ->
            table.row(
                entrant.title(),
                Table.number(result.delivered.median()),
                Table.number(result.eventsPerSecond.median()),
                Table.number(result.eventsPerSecond.least()),
                Table.number(result.eventsPerSecond.most()),
                Table.ratio(result.eventsPerSecond.median() / EVENTS_PER_SECOND),
                Table.micros(result.before.median()),
                Table.micros(result.meanwhile.median()),
                Table.micros(result.after.median())));
    return table.lines();
  }
}
