package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class QuantitiesPropertyTest {
  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L,
          "", 1_000_000_000L,
          "s", 1_000_000_000L,
          "Seconds", 1_000_000_000L,
          "m", 60_000_000_000L,
          "MIN", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "days", 86_400_000_000_000L);
  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L, "B", 1L, "k", 1024L, "KB", 1024L, "KiB", 1024L, "M", 1L << 20, "mib", 1L << 20,
          "Gb", 1L << 30);

  @Property
  void aWholeNumberIsMultipliedByItsUnit(
      @ForAll @LongRange(min = 0, max = 100_000) long number,
      @ForAll("unitsOfTime") String time,
      @ForAll("unitsOfSize") String size,
      @ForAll("spaces") String space) {
    assertThat(Quantities.nanos(number + space + time)).hasValue(number * NANOS.get(time));
    assertThat(Quantities.bytes(number + space + size)).hasValue(number * BYTES.get(size));
  }

  /** Multiples of 1/8, which are whole numbers in every unit but bytes. */
  @Property
  void aDecimalFractionIsMultipliedByItsUnit(
      @ForAll @IntRange(min = 0, max = 100_000) int eighths,
      @ForAll("unitsOfTime") String time,
      @ForAll("unitsOfSize") String size) {
    String number = BigDecimal.valueOf(eighths).divide(BigDecimal.valueOf(8)).toPlainString();
    assertThat(Quantities.nanos(number + time)).hasValue(eighths * NANOS.get(time) / 8);
    if (BYTES.get(size) > 1) {
      assertThat(Quantities.bytes(number + size)).hasValue(eighths * BYTES.get(size) / 8);
    }
  }

  @Property
  void aTimeMayBeWrittenAsTheJdkWritesIt(@ForAll @LongRange(min = 0) long nanos) {
    assertThat(Quantities.nanos(Duration.ofNanos(nanos).toString())).hasValue(nanos);
  }

  @Property
  void aTimeIsFormattedSoThatItIsReadAsTheSameTime(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long millis) {
    Duration time = Duration.ofMillis(millis);
    assertThat(Quantities.nanos(Quantities.timeText(time))).hasValue(time.toNanos());
    assertThat(Quantities.timeText(time)).matches(millis % 1000 == 0 ? "\\d+ s" : "\\d+ ms");
  }

  @Property
  void noTextThrowsAndNoQuantityIsNegative(@ForAll("texts") String text) {
    assertThat(Quantities.nanos(text).orElse(0)).isNotNegative();
    assertThat(Quantities.bytes(text).orElse(0)).isNotNegative();
  }

  @Property
  void otherTextIsNotAQuantity(@ForAll @LongRange(min = 0) long number) {
    for (String text : new String[] {"-" + number, number + " x", "s" + number, number + ",5 s"}) {
      assertThat(Quantities.nanos(text)).isEmpty();
      assertThat(Quantities.bytes(text)).isEmpty();
    }
  }

  @Provide
  Arbitrary<String> unitsOfTime() {
    return Arbitraries.of(NANOS.keySet());
  }

  @Provide
  Arbitrary<String> unitsOfSize() {
    return Arbitraries.of(BYTES.keySet());
  }

  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.of("", " ", "  ");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789.PTDHMSkbgims -").ofMaxLength(40);
  }
}
