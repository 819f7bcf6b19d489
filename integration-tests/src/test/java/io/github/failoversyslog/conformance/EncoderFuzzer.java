package io.github.failoversyslog.conformance;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.StackTrace;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Parser;
import io.github.failoversyslog.wire.StructuredData;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The target that Jazzer calls with its inputs. For any input the encoder throws nothing, and the
 * strict parser reads the encoded message as the event, truncated as documented.
 */
public final class EncoderFuzzer {
  private static final byte[] CONTEXT = StructuredData.elementStart("mdc@32473");
  private static final byte[] LOG = StructuredData.elementStart("log@32473");
  private static final int[] MAX_BYTES = {512, 513, 700, 2048};
  private static final long YEAR_MINUS_200 = -68_478_000_000L;
  private static final long YEAR_10200 = 259_700_000_000L;
  private static final Map<Rfc5424Model, EncoderFuzzer> FUZZERS = new HashMap<>();

  private final Rfc5424Model model;
  private final Encoding encoding;
  private final EncodeBuffer buffer;
  private final MessageEncoder encoder;

  private EncoderFuzzer(Rfc5424Model model) {
    Map<String, String> settings = model.settings();
    settings.put("host", "127.0.0.1");
    settings.put("framing", model.text().singleLine() ? "newline" : "octetCounting");
    settings.put("bufferSize", "64 KB"); // nothing is ever sent
    this.model = model;
    this.encoding =
        new Engine(
                new SenderName("none", "", "FUZZ"),
                "owner",
                SenderConfig.of(settings),
                status -> {},
                Platform.system())
            .encoding();
    this.buffer = encoding.newBuffer();
    this.encoder = encoding.newEncoder(buffer);
  }

  /** The method name required by Jazzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    Rfc5424Model model =
        new Rfc5424Model(
            Facility.LOCAL7,
            "host",
            "app",
            "1",
            "ID",
            false,
            data.consumeBoolean(),
            data.pickValue(MAX_BYTES),
            new TextModel(data.consumeBoolean(), data.consumeBoolean(), "\\n", StackTrace.MESSAGE),
            DataModel.PLAIN); // no message numbers: each input must fail alone
    FUZZERS.computeIfAbsent(model, EncoderFuzzer::new).check(event(data));
  }

  private static LoggedEvent event(FuzzedDataProvider data) {
    Instant time =
        Instant.ofEpochSecond(
            data.consumeLong(YEAR_MINUS_200, YEAR_10200), data.consumeInt(0, 999_999_999));
    Map<String, @Nullable String> context = new HashMap<>();
    for (int i = data.consumeInt(0, 4); i > 0; i--) {
      context.put(data.consumeString(40), data.consumeString(300));
    }
    return new LoggedEvent(
        data.pickValue(Level.values()),
        time,
        data.consumeString(40),
        data.consumeString(40),
        context,
        Map.of(),
        List.of(),
        null,
        data.consumeRemainingAsString(),
        null);
  }

  private void check(LoggedEvent event) {
    Rfc5424Message expected = model.messages(event, 1).get(0);
    byte[] message = encode(event);
    Rfc5424Message understood = Rfc5424Parser.parse(message);
    if (!understood.equals(expected) || !Arrays.equals(message, model.bytes(expected))) {
      throw new IllegalStateException("expected " + expected + " but was " + understood);
    }
  }

  private byte[] encode(LoggedEvent event) {
    Instant time = event.time();
    encoding.begin(
        encoder, MessageModel.severity(event), time.getEpochSecond(), time.getNano(), null);
    encoder.data().element(CONTEXT);
    new TreeMap<>(event.context()).forEach((name, value) -> encoder.data().param(name, value));
    encoder.data().element(LOG);
    encoder.data().param("logger", event.logger());
    encoder.data().param("thread", event.thread());
    encoder.text(event.message());
    encoder.finish();
    return Arrays.copyOf(buffer.array(), buffer.length());
  }
}
