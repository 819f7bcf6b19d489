package io.github.failoversyslog.bench;

import io.github.failoversyslog.it.application.InstalledJdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Compares many logging virtual threads with platform threads on the newest installed JDK. */
final class VirtualThreads {
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final int EVENTS = 500_000;

  private final LongSupplier frames;
  private final Effort effort;

  VirtualThreads(LongSupplier frames, Effort effort) {
    this.frames = frames;
    this.effort = effort;
  }

  private record Size(boolean virtual, int threads) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,d %s", threads, virtual ? "virtual" : "platform");
    }
  }

  private static final List<Size> SIZES =
      List.of(
          new Size(false, 8),
          new Size(false, 1_000),
          new Size(true, 8),
          new Size(true, 1_000),
          new Size(true, 10_000));

  /** Results of the rounds of one size. */
  private static final class Figures {
    final Samples eventsPerSecond = new Samples();
    final Samples heap = new Samples();
    final Samples direct = new Samples();
  }

  /** Returns a Markdown table, or a sentence if no installed JDK has virtual threads. */
  List<String> compare(List<Entrant> entrants) throws IOException {
    Optional<InstalledJdk> java = newestJava();
    if (java.isEmpty()) {
      return List.of("Not measured: no JDK " + FIRST_WITH_VIRTUAL_THREADS + " or later is here.");
    }
    List<SenderProcess> senders = new ArrayList<>();
    try {
      for (Entrant entrant : entrants) {
        senders.add(SenderProcess.start(entrant, 1, java.get().home(), List.of()));
      }
      Table table =
          new Table(
              java.get().toString(), "threads", "events/s, median", "heap in use", "direct memory");
      for (SenderProcess sender : senders) {
        sender.runThreads(false, 8, EVENTS / 4); // a warm-up
      }
      Map<Size, Map<Entrant, Figures>> figures = rounds(senders);
      for (Entrant entrant : entrants) {
        for (Size size : SIZES) {
          Figures result = figures.get(size).get(entrant);
          table.row(
              entrant.title(),
              size,
              Table.number(result.eventsPerSecond.median()),
              Table.megabytes(result.heap.median()),
              Table.megabytes(result.direct.median()));
        }
      }
      return table.lines();
    } finally {
      senders.forEach(SenderProcess::close);
    }
  }

  private Map<Size, Map<Entrant, Figures>> rounds(List<SenderProcess> senders) {
    Map<Size, Map<Entrant, Figures>> figures = new TreeMap<>(Comparator.comparing(Size::toString));
    for (int round = 0; round < effort.rounds(); round++) {
      for (Size size : SIZES) {
        for (SenderProcess sender : senders) {
          Figures result =
              figures
                  .computeIfAbsent(size, key -> new TreeMap<>())
                  .computeIfAbsent(sender.entrant(), key -> new Figures());
          add(sender, size, result);
        }
      }
    }
    return figures;
  }

  private void add(SenderProcess sender, Size size, Figures figures) {
    int each = EVENTS / size.threads();
    Arrivals arrivals = new Arrivals(frames);
    SenderProcess.ThreadsRun run = sender.runThreads(size.virtual(), size.threads(), each);
    if (sender.entrant().delivers()) {
      arrivals.await((long) each * size.threads());
    }
    double eventsPerSecond = (double) each * size.threads() * 1e9 / run.nanos();
    figures.eventsPerSecond.add(eventsPerSecond);
    figures.heap.add(run.heapBytes());
    figures.direct.add(run.directBytes());
    System.out.printf(
        Locale.ROOT,
        "%-45s %s: %,.0f events/s, heap %,d B, direct %,d B%n",
        sender.entrant().title(),
        size,
        eventsPerSecond,
        run.heapBytes(),
        run.directBytes());
  }

  /** The newest of the JDK running this and those installed beside it. */
  private static Optional<InstalledJdk> newestJava() throws IOException {
    return InstalledJdk.all().stream()
        .filter(jdk -> jdk.version() >= FIRST_WITH_VIRTUAL_THREADS)
        .max(Comparator.comparing(InstalledJdk::version));
  }
}
