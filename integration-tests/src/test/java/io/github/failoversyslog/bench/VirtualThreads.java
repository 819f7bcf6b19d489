package io.github.failoversyslog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Many virtual threads that log, and platform threads, on the newest JDK that is installed. */
final class VirtualThreads {
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final int EVENTS = 500_000;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

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

  /** What the rounds with one crowd gave. */
  private static final class Figures {
    final Samples eventsPerSecond = new Samples();
    final Samples heap = new Samples();
    final Samples direct = new Samples();
  }

  /** A table in Markdown, or a sentence if no JDK here has virtual threads. */
  List<String> compare(List<Entrant> entrants) throws IOException {
    Optional<Path> java = newestJava();
    if (java.isEmpty()) {
      return List.of("Not measured: no JDK " + FIRST_WITH_VIRTUAL_THREADS + " or later is here.");
    }
    List<SenderProcess> senders = new ArrayList<>();
    try {
      for (Entrant entrant : entrants) {
        senders.add(SenderProcess.start(entrant, 1, java.get(), List.of()));
      }
      Table table =
          new Table(
              "JDK " + version(java.get()),
              "threads",
              "events/s, median",
              "heap in use",
              "direct memory");
      for (SenderProcess sender : senders) {
        sender.crowd(false, 8, EVENTS / 4); // a warm-up
      }
      Map<Size, Map<Entrant, Figures>> figures = rounds(senders);
      for (Entrant entrant : entrants) {
        for (Size size : SIZES) {
          Figures its = figures.get(size).get(entrant);
          table.row(
              entrant.title(),
              size,
              Table.number(its.eventsPerSecond.median()),
              Table.megabytes(its.heap.median()),
              Table.megabytes(its.direct.median()));
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
          Figures its =
              figures
                  .computeIfAbsent(size, key -> new TreeMap<>())
                  .computeIfAbsent(sender.entrant(), key -> new Figures());
          add(sender, size, its);
        }
      }
    }
    return figures;
  }

  private void add(SenderProcess sender, Size size, Figures figures) {
    int each = EVENTS / size.threads();
    Arrivals arrivals = new Arrivals(frames);
    SenderProcess.CrowdRun run = sender.crowd(size.virtual(), size.threads(), each);
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

  /** Among the one that runs this and those installed beside it. */
  private static Optional<Path> newestJava() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> installed = Files.list(running.getParent())) {
      return installed
          .filter(home -> version(home) >= FIRST_WITH_VIRTUAL_THREADS)
          .max(Comparator.comparing(VirtualThreads::version));
    }
  }

  /** 0 if there is no JDK. */
  private static int version(Path home) {
    Path release = home.resolve("release");
    try (Stream<String> lines = Files.exists(release) ? Files.lines(release) : Stream.empty()) {
      return lines
          .map(VERSION::matcher)
          .filter(Matcher::matches)
          .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
