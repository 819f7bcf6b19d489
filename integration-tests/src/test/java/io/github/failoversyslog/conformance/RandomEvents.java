package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.LoggedEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Events of all kinds; the same ones from the same seed. */
final class RandomEvents {
  private static final Level[] LEVELS = Level.values();

  private final Random random;
  private final RandomTexts texts;
  private final long firstSecond;
  private final long endSecond;

  /**
   * @param firstYear of the events' times, AD
   * @param lastYear the last one, too
   */
  RandomEvents(Random random, int firstYear, int lastYear) {
    this.random = random;
    this.texts = new RandomTexts(random);
    this.firstSecond = beginOf(firstYear);
    this.endSecond = beginOf(lastYear + 1);
  }

  private static long beginOf(int year) {
    return OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toEpochSecond();
  }

  /** One of ten is out to forge messages, by all it has. */
  LoggedEvent next() {
    return random.nextInt(10) == 0 ? event(texts::hostile) : event(texts::any);
  }

  private LoggedEvent event(Supplier<String> text) {
    Map<String, @Nullable String> context = new HashMap<>();
    for (int i = random.nextInt(3) == 0 ? random.nextInt(10) : 0; i > 0; i--) {
      context.put(
          random.nextInt(10) == 0 ? text.get() : texts.name(),
          random.nextInt(50) == 0 ? null : text.get());
    }
    return new LoggedEvent(
        LEVELS[random.nextInt(LEVELS.length)],
        time(),
        text.get(),
        text.get(),
        context,
        text.get(),
        random.nextInt(10) == 0 ? throwable(text, 3) : null);
  }

  private Instant time() {
    return random.nextInt(4) == 0
        ? Instant.ofEpochSecond(
            random.nextLong(firstSecond, endSecond), random.nextInt(1_000_000_000))
        : Instant.ofEpochSecond(1_700_000_000 + random.nextInt(3), random.nextInt(1_000_000_000));
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
