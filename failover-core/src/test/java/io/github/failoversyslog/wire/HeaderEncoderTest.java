package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.status.Severity;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderEncoderTest {
  private static final HeaderFields FIELDS = new HeaderFields("h", "a", "p", "m");

  private final Header header = Header.of(MessageFormat.RFC5424, Facility.USER, FIELDS);
  private final HeaderEncoder encoder = new HeaderEncoder(TimestampFormat.rfc5424());

  private String encoded(Severity severity, long epochSecond, int nano, String messageId) {
    EncodeBuffer buffer = new EncodeBuffer(100);
    encoder.write(buffer, header, severity, epochSecond, nano, messageId);
    return EncoderStory.textOf(buffer);
  }

  private String encoded(long epochSecond, int nano) {
    return encoded(Severity.EMERGENCY, epochSecond, nano, null)
        .replaceFirst("<8>1 (.*) h a p m ", "$1");
  }

  private String encoded(String instant) {
    Instant time = Instant.parse(instant);
    return encoded(time.getEpochSecond(), time.getNano());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T07:05:01.000123Z,    2026-03-09T07:05:01.000123Z",
    "2026-03-09T07:05:01Z,           2026-03-09T07:05:01.000000Z",
    "2026-03-09T07:05:01.999999999Z, 2026-03-09T07:05:01.999999Z",
    "2026-03-09T07:05:01.000000999Z, 2026-03-09T07:05:01.000000Z",
    "1970-01-01T00:00:00Z,           1970-01-01T00:00:00.000000Z",
    "1969-12-31T23:59:59.5Z,         1969-12-31T23:59:59.500000Z",
    "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000000Z",
    "2024-02-29T12:00:00Z,           2024-02-29T12:00:00.000000Z"
  })
  void writesUtcWithMicroseconds(String time, String expected) {
    assertThat(encoded(time)).isEqualTo(expected);
  }

  @Test
  void updatesTheTimestampWhenTheSecondChangesInEitherDirection() {
    assertThat(encoded("2026-12-31T23:59:59.999999Z")).isEqualTo("2026-12-31T23:59:59.999999Z");
    assertThat(encoded("2026-12-31T23:59:59.000001Z")).isEqualTo("2026-12-31T23:59:59.000001Z");
    assertThat(encoded("2027-01-01T00:00:00.000001Z")).isEqualTo("2027-01-01T00:00:00.000001Z");
    assertThat(encoded("2026-12-31T23:59:59.5Z")).isEqualTo("2026-12-31T23:59:59.500000Z");
  }

  @ParameterizedTest
  @CsvSource({
    "253402300799, 9999-12-31T23:59:59.000000Z",
    "253402300800, 9999-12-31T23:59:59.000000Z",
    "9223372036854775807, 9999-12-31T23:59:59.000000Z",
    "-62167219201, 0000-01-01T00:00:00.000000Z",
    "-9223372036854775807, 0000-01-01T00:00:00.000000Z",
    "-9223372036854775808, 0000-01-01T00:00:00.000000Z"
  })
  void limitsTheTimestampToFourDigitYears(long epochSecond, String expected) {
    assertThat(encoded(epochSecond, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T07:05:01.999Z, Europe/Berlin, 'Mar  9 08:05:01'",
    "2026-12-31T23:59:59Z, Europe/Berlin, 'Jan  1 00:59:59'",
    "2026-10-25T00:59:59Z, Europe/Berlin, 'Oct 25 02:59:59'",
    "2026-10-25T01:00:00Z, Europe/Berlin, 'Oct 25 02:00:00'",
    "2024-02-29T12:00:00Z, UTC, 'Feb 29 12:00:00'"
  })
  void theOlderFormatUsesLocalTimeWithAPaddedDay(String time, String zone, String expected) {
    EncodeBuffer out = new EncodeBuffer(100);
    Instant instant = Instant.parse(time);
    new HeaderEncoder(TimestampFormat.rfc3164(ZoneId.of(zone)))
        .write(
            out,
            Header.of(MessageFormat.RFC3164, Facility.USER, FIELDS),
            Severity.EMERGENCY,
            instant.getEpochSecond(),
            instant.getNano(),
            null);
    assertThat(EncoderStory.textOf(out)).isEqualTo("<8>" + expected + " h a[p]: ");
  }

  @Test
  void everyMessageHasItsOwnSeverityTimeAndMessageId() {
    assertThat(encoded(Severity.ERROR, 0, 1_000, null))
        .isEqualTo("<11>1 1970-01-01T00:00:00.000001Z h a p m ");
    assertThat(encoded(Severity.DEBUG, 0, 123_456_000, "ID 47"))
        .isEqualTo("<15>1 1970-01-01T00:00:00.123456Z h a p ID?47 ");
    assertThat(encoded(Severity.ERROR, 0, 2_000, null))
        .isEqualTo("<11>1 1970-01-01T00:00:00.000002Z h a p m ");
    assertThat(encoded(Severity.ERROR, 1, 0, ""))
        .isEqualTo("<11>1 1970-01-01T00:00:01.000000Z h a p - ");
    assertThat(encoded(Severity.DEBUG, 1, 0, null))
        .isEqualTo("<15>1 1970-01-01T00:00:01.000000Z h a p m ");
  }

  @Test
  void aNewHeaderIsUsedAtOnce() {
    encoded(Severity.ERROR, 0, 0, null);
    EncodeBuffer buffer = new EncodeBuffer(100);
    Header found =
        Header.of(
            MessageFormat.RFC5424,
            Facility.USER,
            new HeaderFields(
                "h.example", FIELDS.appName(), FIELDS.processId(), FIELDS.messageId()));
    encoder.write(buffer, found, Severity.ERROR, 0, 0, null);
    assertThat(EncoderStory.textOf(buffer))
        .isEqualTo("<11>1 1970-01-01T00:00:00.000000Z h.example a p m ");
  }
}
