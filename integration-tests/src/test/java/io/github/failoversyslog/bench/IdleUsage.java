package io.github.failoversyslog.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Wake-ups and processor time of connected appenders that have nothing to send, one and 16 in a
 * process, against a process with an appender that does nothing. All processes are idle at the same
 * time.
 */
final class IdleUsage {
  private static final int EVENTS_PER_SECOND = 1_000;
  private static final long LOGGING_MILLIS = 1_000;
  private static final long SETTLING_MILLIS = 8_000; // threads that looked up names end after 5 s
  private static final int TIMES_A_ROUND = 15; // all rounds together contain every timer
  private static final double SECONDS_A_MINUTE = 60;

  private final Effort effort;

  IdleUsage(Effort effort) {
    this.effort = effort;
  }

  /** What the rounds of one process used. */
  private static final class Figures {
    final SenderProcess sender;
    final int appenders;
    final Figures without; // null for an appender that does nothing
    final Samples wakeUpsPerSecond = new Samples();
    final Samples ownNanosPerMinute = new Samples();
    final Samples aboveNanosPerMinute = new Samples();
    ProcessUsage before;
    double nanosPerMinute; // in the last round

    Figures(Entrant entrant, int appenders, Figures without) {
      Path java = Path.of(System.getProperty("java.home"));
      this.sender = SenderProcess.start(entrant, appenders, java, List.of());
      this.appenders = appenders;
      this.without = without;
    }

    void add(double seconds) {
      ProcessUsage.Used used = sender.usage().since(before);
      nanosPerMinute = used.cpuNanos() * SECONDS_A_MINUTE / seconds;
      if (without != null) {
        wakeUpsPerSecond.add(used.ownWakeUps() / seconds);
        ownNanosPerMinute.add(used.ownCpuNanos() * SECONDS_A_MINUTE / seconds);
        aboveNanosPerMinute.add(nanosPerMinute - without.nanosPerMinute);
      }
    }
  }

  /** Returns a Markdown table. */
  List<String> measure() throws InterruptedException {
    List<Figures> figures = new ArrayList<>();
    try {
      start(figures, Entrant.LOG4J2_OURS, Entrant.LOG4J2_NULL);
      start(figures, Entrant.LOGBACK_OURS, Entrant.LOGBACK_NULL);
      for (Figures process : figures) {
        process.sender.pace(EVENTS_PER_SECOND, LOGGING_MILLIS);
      }
      Thread.sleep(SETTLING_MILLIS);
      for (int round = 0; round < effort.rounds(); round++) {
        round(figures);
      }
    } finally {
      figures.forEach(process -> process.sender.close());
    }
    return table(figures);
  }

  /** The one that does nothing first, since the others are compared with its last round. */
  private static void start(List<Figures> figures, Entrant entrant, Entrant nothing) {
    Figures without = new Figures(nothing, 1, null);
    figures.add(without);
    figures.add(new Figures(entrant, 1, without));
    figures.add(new Figures(entrant, 16, without));
  }

  private void round(List<Figures> figures) throws InterruptedException {
    long start = System.nanoTime();
    figures.forEach(process -> process.before = process.sender.usage());
    Thread.sleep((long) TIMES_A_ROUND * effort.millis()); // the measurement period
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.forEach(process -> process.add(seconds));
  }

  private static List<String> table(List<Figures> figures) {
    Table table =
        new Table(
            "idle, connected",
            "appenders",
            "wake-ups per second, median",
            "mean",
            "CPU of its threads per minute, median",
            "mean",
            "process above the one that does nothing, median",
            "half of the rounds");
    for (Figures process : figures) {
      if (process.without != null) {
        table.row(
            process.sender.entrant().title(),
            process.appenders,
            rate(process.wakeUpsPerSecond.median()),
            rate(process.wakeUpsPerSecond.mean()),
            millis(process.ownNanosPerMinute.median()),
            millis(process.ownNanosPerMinute.mean()),
            millis(process.aboveNanosPerMinute.median()),
            Table.half(process.aboveNanosPerMinute, IdleUsage::millis));
      }
    }
    return table.lines();
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.2f", perSecond);
  }

  private static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }
}
