package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Severity;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordSettingsTest extends ConfigStory {
  @Test
  void areCaseInsensitive() {
    SenderConfig config =
        with(
            ("protocol=TCP framing=NewLine facility=Local3 overflow=Block discardBelow=error"
                    + " format=RFC5424 bom=TRUE includeLogger=True includeThread=true")
                .split("[= ]"));
    assertThat(config.protocol()).isEqualTo(Protocol.TCP);
    assertThat(config.message().framing()).isEqualTo(FramingMode.NEWLINE);
    assertThat(config.message().header().facility()).isEqualTo(Facility.LOCAL3);
    assertThat(config.buffer().overflow()).isEqualTo(Overflow.BLOCK);
    assertThat(config.buffer().discardBelow()).isEqualTo(Severity.ERROR);
    assertThat(config.message().text().byteOrderMark()).isTrue();
    assertThat(config.message().data().includes(Include.LOGGER)).isTrue();
    assertThat(config.message().data().includes(Include.THREAD)).isTrue();
    assertThat(config.message().data().includes(Include.MARKER)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void nameEveryFacility(Facility facility) {
    assertThat(with("facility", facility.name().toLowerCase(Locale.ROOT)).message())
        .extracting(message -> message.header().facility())
        .isEqualTo(facility);
  }

  @ParameterizedTest
  @EnumSource
  void nameEveryPlaceOfAStackTrace(StackTrace place) {
    assertThat(with("stackTrace", place.toString()).message().text().stackTrace()).isEqualTo(place);
  }

  @ParameterizedTest
  @EnumSource
  void nameEveryFraming(FramingMode framing) {
    assertThat(with("framing", framing.toString()).message().framing()).isEqualTo(framing);
  }

  @ParameterizedTest
  @CsvSource({
    "KERN, EMERGENCY, 0",
    "USER, NOTICE, 13",
    "LOCAL4, NOTICE, 165",
    "LOCAL7, DEBUG, 191"
  })
  void ofFacilityAndSeverityGiveThePriorityOfTheRfc(Facility facility, Severity of, int expected) {
    assertThat(facility.priority(of)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"AUDIT, LOG_AUDIT", "Alert, LOG_ALERT"})
  void acceptTheFacilityNamesOfLogback(String text, Facility expected) {
    assertThat(with("facility", text).message().header().facility()).isEqualTo(expected);
  }

  @Test
  void acceptTheProtocolAndFormatNamesOfLog4j() {
    assertThat(with("protocol", "SSL").protocol()).isEqualTo(Protocol.TLS);
    assertThat(with("format", "BSD").message().format()).isEqualTo(MessageFormat.RFC3164);
  }

  @ParameterizedTest
  @CsvSource({
    "DEBUG, DEBUG",
    "INFO, INFORMATIONAL",
    "NOTICE, NOTICE",
    "WARN, WARNING",
    "ERROR, ERROR",
    "FATAL, ALERT",
    "Informational, INFORMATIONAL",
    "emergency, EMERGENCY",
    "alert, ALERT",
    "crit, CRITICAL",
    "err, ERROR",
    "emerg, EMERGENCY",
    "panic, EMERGENCY"
  })
  void acceptALevelOfTheFrameworksOrASeverity(String text, Severity expected) {
    assertThat(with("discardBelow", text).buffer().discardBelow()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "framing | lines | octetCounting, newline",
        "overflow | drop | discard, block",
        "bom | yes | true or false",
        "facility | local8 | kern, user, mail, daemon, auth, syslog, lpr, news, uucp, cron,"
            + " authpriv, ftp, ntp, log_audit, log_alert, clock, local0, local1, local2, local3,"
            + " local4, local5, local6, local7",
        "discardBelow | TRACE | DEBUG, INFO, NOTICE, WARN, ERROR, FATAL, EMERGENCY, ALERT,"
            + " CRITICAL, WARNING, INFORMATIONAL, EMERG, PANIC, CRIT, ERR"
      })
  void areRefusedWhenTheyAreUnknown(String name, String text, String expected) {
    assertThat(refusalOf(name, text))
        .isEqualTo(name + " is \"" + text + "\"; expected " + expected);
  }
}
