package io.github.failoversyslog.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.ReceivedMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Log injection: a logged text may imitate the end of a message and the start of another one; no
 * server may accept that, in any framing. All texts of these events try it: the message, the names
 * and values of data, the names of logger, thread and marker, and those of exceptions.
 */
@Tag("full")
@Tag("logback-versions")
@EachFramework
class LogInjectionIT extends ConformanceFixture {
  private static final int EVENTS = Integer.getInteger("injection.events", 400);

  LogInjectionIT(Framework framework) {
    super(framework);
  }

  @ParameterizedTest
  @EnumSource(Receiver.class)
  void noHostileTextIsParsedAsAMessageOrAnotherField(Receiver receiver) {
    long seed = seedOf("LOG INJECTION", receiver);
    List<LoggedBatch> batches = randomBatches(receiver, seed, EVENTS, RandomEvents::nextHostile);
    List<ReceivedMessage> logged = expectedAt(receiver, batches);
    List<ReceivedMessage> received = deliver(receiver, batches, logged.size());
    assertThat(received)
        .as("-Dconformance.seed=%d", seed)
        .hasSameSizeAs(logged)
        .noneMatch(message -> message.host().equals(RandomTexts.FORGED_HOST));
    for (int i = 0; i < logged.size(); i++) {
      assertThat(withoutTexts(received.get(i).inUtc()))
          .as("message %d, -Dconformance.seed=%d", i + 1, seed)
          .isEqualTo(withoutTexts(logged.get(i)));
    }
  }

  /** Keeps only what no text of an event may influence; the names of the data are kept. */
  private static ReceivedMessage withoutTexts(ReceivedMessage message) {
    Map<String, Map<String, String>> data = message.structuredData();
    data.values().forEach(params -> params.replaceAll((name, value) -> ""));
    return new ReceivedMessage(
        message.facility(),
        message.severity(),
        message.timestamp(),
        message.host(),
        message.appName(),
        message.procId(),
        message.msgId(),
        data,
        "");
  }
}
