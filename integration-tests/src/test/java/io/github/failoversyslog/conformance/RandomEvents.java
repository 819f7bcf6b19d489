package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.application.LoggedEvent.EventMarker;
import io.github.failoversyslog.it.application.LoggedEvent.MapData;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Random events of all kinds; the same seed gives the same events. */
final class RandomEvents {
  private static final Level[] LEVELS = Level.values();
  private static final long USUAL_SECOND = 1_700_000_000;

  /** Covers days of the month with one and with two digits. */
  private static final Duration RECENTLY = Duration.ofDays(25);

  /** A larger limit could give a throwable thousands of lines, each of which may be a message. */
  private static final int MOST_CHARS_OF_THROWABLES = 500;

  private final Random random;
  private final RandomTexts texts;
  private final long firstSecond;
  private final long endSecond;
  private final Set<Framework> frameworks;

  /**
   * @param frameworks those that must support every part of an event
   */
  private RandomEvents(Random random, long firstSecond, long endSecond, Set<Framework> frameworks) {
    this.random = random;
    this.texts = new RandomTexts(random);
    this.firstSecond = firstSecond;
    this.endSecond = endSecond;
    this.frameworks = Set.copyOf(frameworks);
  }

  /**
   * @param firstYear first year of the events' times, AD
   * @param lastYear last year, inclusive
   */
  static RandomEvents ofYears(
      Random random, int firstYear, int lastYear, Set<Framework> frameworks) {
    return new RandomEvents(random, beginOf(firstYear), beginOf(lastYear + 1), frameworks);
  }

  /**
   * For formats without a year, for which rsyslog assumes the current one. With the same seed the
   * events have the same age, except in the first days of a year.
   */
  static RandomEvents ofThisYear(Random random, Set<Framework> frameworks) {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.HOURS);
    ZonedDateTime newYear = now.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
    long begin = Math.max(now.minus(RECENTLY).toEpochSecond(), newYear.toEpochSecond());
    return new RandomEvents(random, begin, begin + RECENTLY.toSeconds(), frameworks);
  }

  private static long beginOf(int year) {
    return OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toEpochSecond();
  }

  /** One event in ten tries to forge messages with all its texts. */
  LoggedEvent next() {
    return random.nextInt(10) == 0 ? nextHostile() : event(texts::any);
  }

  /** Every text of the event tries to be parsed as a separate message. */
  LoggedEvent nextHostile() {
    return event(texts::hostile);
  }

  private LoggedEvent event(Supplier<String> text) {
    return new LoggedEvent(
        LEVELS[random.nextInt(LEVELS.length)],
        time(),
        text.get(),
        text.get(),
        context(text),
        pairs(text),
        markers(text),
        isFor(Framework.LOG4J2) && random.nextInt(5) == 0 ? map(text) : null,
        text.get(),
        random.nextInt(10) == 0 ? throwable(() -> shortened(text.get()), 3) : null);
  }

  private boolean isFor(Framework framework) {
    return frameworks.equals(Set.of(framework));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MOST_CHARS_OF_THROWABLES));
  }

  private Map<String, @Nullable String> context(Supplier<String> text) {
    Map<String, @Nullable String> context = new HashMap<>();
    for (int i = random.nextInt(3) == 0 ? random.nextInt(10) : 0; i > 0; i--) {
      context.put(name(text), random.nextInt(50) == 0 ? null : text.get());
    }
    return context;
  }

  private Map<String, @Nullable Object> pairs(Supplier<String> text) {
    Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
    for (int i = random.nextInt(5) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
      pairs.put(
          name(text),
          switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> List.of(text.get(), 1);
            default -> text.get();
          });
    }
    return pairs;
  }

  private String name(Supplier<String> text) {
    return random.nextInt(10) == 0 ? text.get() : texts.name();
  }

  private List<EventMarker> markers(Supplier<String> text) {
    int most = isFor(Framework.LOGBACK) ? 2 : 1;
    return random.nextInt(4) == 0
        ? markers(text, new HashSet<>(), random.nextInt(most + 1), 2)
        : List.of();
  }

  /**
   * @param known names already used, which are not used again: SLF4J rejects a marker that refers
   *     to itself
   */
  private List<EventMarker> markers(
      Supplier<String> text, Set<String> known, int count, int depth) {
    List<EventMarker> markers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = text.get();
      if (known.add(name)) {
        int references = depth > 0 ? random.nextInt(3) : 0;
        markers.add(new EventMarker(name, markers(text, known, references, depth - 1)));
      }
    }
    return markers;
  }

  /** Log4j rejects other names and types. */
  private MapData map(Supplier<String> text) {
    boolean structured = random.nextBoolean();
    Map<String, @Nullable String> entries = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.put(
          structured ? texts.printable(32, "=]\"") : name(text),
          random.nextInt(10) == 0 ? null : text.get());
    }
    String type = text.get();
    return structured
        ? new MapData(id(), type.substring(0, Math.min(32, type.length())), entries)
        : new MapData(null, "", entries);
  }

  private String id() {
    String name = texts.printable(random.nextInt(4) == 0 ? 60 : 20, "@");
    return random.nextBoolean() ? name : name + "@" + random.nextInt(100_000);
  }

  private Instant time() {
    long usual = Math.max(USUAL_SECOND, firstSecond);
    return Instant.ofEpochSecond(
        random.nextInt(4) == 0
            ? random.nextLong(firstSecond, endSecond)
            : usual + random.nextInt(3),
        random.nextInt(1_000_000_000));
  }

  private Throwable throwable(Supplier<String> text, int depth) {
    Throwable cause = depth > 0 && random.nextBoolean() ? throwable(text, depth - 1) : null;
    Throwable thrown = new IllegalStateException(text.get(), cause);
    thrown.setStackTrace(
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> frame(text))
            .toArray(StackTraceElement[]::new));
    if (depth > 0 && random.nextInt(4) == 0) {
      thrown.addSuppressed(throwable(text, depth - 1));
    }
    return thrown;
  }

  private StackTraceElement frame(Supplier<String> text) {
    return random.nextBoolean()
        ? new StackTraceElement(text.get(), text.get(), text.get(), random.nextInt(-2, 100))
        : new StackTraceElement("org.example.Shop", "order", "Shop.java", random.nextInt(1000));
  }
}
