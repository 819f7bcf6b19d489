package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Measures the duration of log calls without a fault, and while servers are stalled, killed and
 * absent.
 */
final class CallerTime {
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final long PHASE_MILLIS = 8_000;

  private final int primaryPort;
  private final int failoverPort;

  CallerTime(int primaryPort, int failoverPort) {
    this.primaryPort = primaryPort;
    this.failoverPort = failoverPort;
  }

  /** Returns a Markdown table. */
  List<String> measure(Supplier<Contender> maker) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add("| at 20,000 events/s | calls | p50 | p99 | p99.9 | longest |");
    lines.add("|---|---|---|---|---|---|");
    ServerProcess primary = ServerProcess.start(primaryPort);
    ServerProcess failover = ServerProcess.start(failoverPort);
    try (Contender contender = maker.get();
        Pacer pacer = new Pacer(contender, EVENTS_PER_SECOND)) {
      phase(pacer, "warm-up, not counted");
      lines.add(phase(pacer, "no fault"));
      primary.signal("STOP");
      lines.add(phase(pacer, "the server in use stalls"));
      primary.signal("CONT");
      lines.add(phase(pacer, "it goes on"));
      primary.kill();
      lines.add(phase(pacer, "it is killed"));
      failover.kill();
      lines.add(phase(pacer, "no server is there"));
      primary.close();
      failover.close();
      primary = ServerProcess.start(primaryPort);
      failover = ServerProcess.start(failoverPort);
      lines.add(phase(pacer, "all come back"));
      lines.add(phase(pacer, "no fault again"));
    } finally {
      primary.close();
      failover.close();
    }
    return lines;
  }

  private static String phase(Pacer pacer, String name) throws InterruptedException {
    pacer.takeTimes();
    Thread.sleep(PHASE_MILLIS); // the measurement period; nothing is asserted
    Histogram times = pacer.takeTimes();
    String line =
        String.format(
            Locale.ROOT,
            "| %s | %,d | %.1f us | %.1f us | %.1f us | %.1f ms |",
            name,
            times.getTotalCount(),
            times.getValueAtPercentile(50) / 1e3,
            times.getValueAtPercentile(99) / 1e3,
            times.getValueAtPercentile(99.9) / 1e3,
            times.getMaxValue() / 1e6);
    System.out.println(line);
    return line;
  }
}
