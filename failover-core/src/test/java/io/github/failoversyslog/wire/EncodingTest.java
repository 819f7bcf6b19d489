package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings are {@code name=value} with a space between two. */
class EncodingTest {
  private static final String HEADER = "<12>1 1970-01-01T00:00:00.000000Z web1 shop 4711 ID47 ";
  private static final List<String> ADDRESSES = List.of("192.0.2.7", "2001:db8::7");

  private static Encoding encoding(String settings) {
    Map<String, String> all = new HashMap<>();
    all.put("host", "log1");
    all.put("port", "601");
    all.put("appName", "shop");
    all.put("processId", "4711");
    all.put("messageId", "ID47");
    for (String setting : settings.split(" ", -1)) {
      all.put(setting.split("=", -1)[0], setting.split("=", -1)[1]);
    }
    SenderConfig config = SenderConfig.of(all);
    return new Encoding(config.protocol(), config.message(), "web1", ADDRESSES);
  }

  private static String message(Encoding encoding, String text) {
    EncodeBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    encoding.begin(encoder, Severity.WARNING, 0, 0, null);
    encoder.text(text);
    encoder.finish();
    return EncoderStory.textOf(buffer);
  }

  @ParameterizedTest
  @CsvSource({
    "protocol=tcp, '-'",
    "includeTimeQuality=true, '[timeQuality tzKnown=\"1\"]'",
    "includeOrigin=true enterpriseNumber=32473.9, '[origin ip=\"192.0.2.7\" ip=\"2001:db8::7\""
        + " enterpriseId=\"32473.9\" software=\"shop\"]'",
    "sequenceId=true, '[meta sequenceId=\"1\"]'",
    "includeOrigin=true includeTimeQuality=true sequenceId=true, '[timeQuality tzKnown=\"1\"]"
        + "[origin ip=\"192.0.2.7\" ip=\"2001:db8::7\" enterpriseId=\"32473\" software=\"shop\"]"
        + "[meta sequenceId=\"1\"]'",
  })
  void beginsEveryMessageWithTheElementsOfTheSettings(String settings, String data) {
    assertThat(message(encoding(settings), "text")).isEqualTo(HEADER + data + " text");
  }

  @Test
  void countsItsMessages() {
    Encoding counting = encoding("sequenceId=true");
    message(counting, "first");
    assertThat(message(counting, "second")).isEqualTo(HEADER + "[meta sequenceId=\"2\"] second");
  }

  @Test
  void usesTheHostNameOnceItIsFound() {
    Encoding encoding = encoding("facility=local0");
    encoding.hostNameFound("web1.example");
    assertThat(message(encoding, "text"))
        .isEqualTo("<132>1 1970-01-01T00:00:00.000000Z web1.example shop 4711 ID47 - text");
  }

  /** {@code $n} is a line feed, {@code $0} a zero byte, {@code $e} an escape character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocol=tcp | 1$n2$03$e4",
        "protocol=tls | 1$n2$03$e4",
        "protocol=relp | 1$n2$03$e4",
        "protocol=relp framing=newline | 1$n2$03$e4",
        "protocol=tcp framing=newline | 1\\n2#0003$e4",
        "protocol=tcp framing=newline newlineEscape=; | 1;2#0003$e4",
        "protocol=udp | 1\\n2#0003$e4",
        "protocol=udp newlineEscape=; | 1;2#0003$e4",
        "protocol=udp newlineEscape=none | 1$n2#0003$e4",
        "protocol=tcp controlCharacters=escape | 1\\n2#0003#0334",
        "protocol=tcp framing=newline controlCharacters=escape | 1\\n2#0003#0334",
        "protocol=udp controlCharacters=escape newlineEscape=; | 1;2#0003#0334",
      })
  void replacesWhatTheFrameOrTheSettingsDoNotAllow(String settings, String sent) {
    assertThat(message(encoding(settings), "1\n2\0003\0334"))
        .isEqualTo(
            HEADER + "- " + sent.replace("$n", "\n").replace("$0", "\0").replace("$e", "\033"));
  }

  @ParameterizedTest
  @CsvSource({
    "protocol=tcp, false",
    "bom=true, true",
    "bom=true framing=newline, true",
    "bom=true controlCharacters=escape, true",
    "bom=true protocol=udp, true",
    "bom=true protocol=udp newlineEscape=none, true",
    "bom=true format=rfc3164, false"
  })
  void marksUnicodeTextIfThatIsSetAndTheFormatHasAMark(String settings, boolean marked) {
    assertThat(message(encoding(settings), "größe")).endsWith(marked ? " \ufeffgröße" : " größe");
  }

  @ParameterizedTest
  @CsvSource({
    "protocol=tcp, OctetCounting, 11",
    "protocol=tls, OctetCounting, 11",
    "protocol=tcp framing=newline, LineDelimited, 1"
  })
  void framesMessagesOnAStreamAsItIsSet(String settings, String framing, int overheadBytes) {
    Encoding encoding = encoding(settings);
    assertThat(encoding.framing().getClass().getSimpleName()).isEqualTo(framing);
    assertThat(encoding.overheadBytes()).isEqualTo(overheadBytes);
  }

  @Test
  void aFrameOfRelpHasTwoNumbersAndACommandBesidesItsMessage() {
    assertThat(encoding("protocol=relp").overheadBytes())
        .isEqualTo("999999999 syslog 999999999 ".length() + 1);
  }
}
