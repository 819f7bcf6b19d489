package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The text is that which Logback gets from SLF4J, whatever the pattern and the arguments are.
 * {@code -Dpattern.seed=S} repeats one event.
 */
class FormattedMessagesPropertyTest {
  private static final int EVENTS = 250_000;
  private static final String[] PARTS = {
    "{}", "{}", "{}", "\\", "\\", "{", "}", "a", " ", "text ", "é", "\ud83d", "\ude00", "€", ""
  };

  private final LoggerContext context = new LoggerContext();
  private final StringBuilder scratch = new StringBuilder();
  private final PrintStream err = System.err;
  private int written;

  /** SLF4J prints the stack trace of every toString that fails. */
  @BeforeEach
  void bePatientWithObjectsThatFail() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterEach
  void tearDown() {
    System.setErr(err);
  }

  @Test
  void theTextIsThatOfSlf4j() {
    Long one = Long.getLong("pattern.seed");
    if (one != null) {
      checkEvent(one);
      return;
    }
    long first = new Random().nextLong() >>> 16;
    for (int i = 0; i < EVENTS; i++) {
      checkEvent(first + i);
    }
    assertThat(written).as("not by SLF4J itself").isBetween(EVENTS / 2, EVENTS * 9 / 10);
  }

  private void checkEvent(long seed) {
    Random random = new Random(seed);
    String pattern = pattern(random);
    Object[] arguments = arguments(random);
    scratch.setLength(0);
    CharSequence text = FormattedMessages.of(event(pattern, arguments), scratch);
    written += text == scratch ? 1 : 0;
    String byLogback = event(pattern, arguments).getFormattedMessage();
    boolean isTheSame =
        Objects.toString(text).equals(Objects.toString(byLogback))
            && (text == scratch || scratch.isEmpty());
    if (!isTheSame) { // a description of every event would take most of the time
      fail(
          "-Dpattern.seed=%d: of '%s' with %s arguments '%s', Logback '%s', scratch '%s'",
          seed, pattern, count(arguments), text, byLogback, scratch);
    }
  }

  private static String count(Object[] arguments) {
    return arguments == null ? "no" : Integer.toString(arguments.length);
  }

  private LoggingEvent event(String pattern, Object[] arguments) {
    Object[] copy = arguments == null ? null : arguments.clone();
    return new LoggingEvent("fqcn", context.getLogger("shop"), Level.INFO, pattern, null, copy);
  }

  private static String pattern(Random random) {
    if (random.nextInt(200) == 0) {
      return null;
    }
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      pattern.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return pattern.toString();
  }

  /** Half of them have nothing but values; one or two throwables are only at the end. */
  private static Object[] arguments(Random random) {
    if (random.nextInt(200) == 0) {
      return null;
    }
    boolean valuesOnly = random.nextBoolean();
    Object[] arguments = new Object[random.nextInt(6)];
    Arrays.setAll(arguments, i -> valuesOnly ? value(random) : any(random, arguments, 0));
    int throwables = Math.min(arguments.length, Math.max(0, random.nextInt(20) - 17));
    for (int i = 0; i < throwables; i++) {
      arguments[arguments.length - 1 - i] = new IllegalStateException("thrown");
    }
    return arguments;
  }

  private static Object value(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> random.nextInt() >> random.nextInt(32);
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> (short) random.nextInt();
      case 4 -> (byte) random.nextInt();
      case 5 -> Float.intBitsToFloat(random.nextInt());
      case 6 -> Double.longBitsToDouble(random.nextLong());
      case 7 -> random.nextBoolean();
      case 8 -> (char) random.nextInt();
      default -> PARTS[random.nextInt(PARTS.length)] + PARTS[random.nextInt(PARTS.length)];
    };
  }

  private static Object any(Random random, Object[] around, int depth) {
    return switch (random.nextInt(16)) {
      case 0 -> new AtomicInteger(depth);
      case 1 -> new Failing(random.nextInt(100));
      case 2 -> random.ints(3).toArray();
      case 3 -> random.longs(2).toArray();
      case 4 -> random.doubles(2).toArray();
      case 5 -> new Object[][] {{new float[] {0.1f}, new char[] {'a', '€'}}, null};
      case 6 -> new Object[] {new short[] {1}, new byte[] {-1, 2}, new boolean[0]};
      case 7 -> around; // has itself among its elements
      case 8 -> depth < 3 ? nested(random, around, depth) : "deep";
      default -> value(random);
    };
  }

  private static Object[] nested(Random random, Object[] around, int depth) {
    Object[] nested = new Object[random.nextInt(3)];
    Arrays.setAll(nested, i -> any(random, random.nextBoolean() ? around : nested, depth + 1));
    return nested;
  }

  /** Some fail, some have no text. */
  private record Failing(int kind) {
    @Override
    @SuppressWarnings("ToStringReturnsNull") // as applications do
    public String toString() {
      return switch (kind) {
        case 0 -> throw new IllegalStateException("no text");
        case 1 -> throw new StackOverflowError();
        case 2, 3 -> null;
        default -> "{} \\" + kind;
      };
    }
  }
}
