package io.github.failoversyslog.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.ReceivedMessage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every field that a real server parses equals the logged field, for arbitrary events. {@code
 * -Dconformance.seed} repeats the events of a run, which prints the seed; {@code
 * -Dconformance.events} sets the number of events for each server. {@link SameBytesIT} shows that
 * both frameworks send the same.
 */
@Tag("logback-versions")
@EachFramework(inShortBuild = Framework.LOG4J2)
class ConformanceIT extends ConformanceFixture {
  /** With 18 receivers and 2 frameworks well over 20,000 events. */
  private static final int EVENTS = Integer.getInteger("conformance.events", 1120);

  ConformanceIT(Framework framework) {
    super(framework);
  }

  @ParameterizedTest
  @EnumSource(Receiver.class)
  void everyFieldArrivesAsItWasLogged(Receiver receiver) {
    long seed = seedOf("CONFORMANCE", receiver);
    List<LoggedBatch> batches = randomBatches(receiver, seed, EVENTS, RandomEvents::next);
    List<ReceivedMessage> expected = expectedAt(receiver, batches);
    List<ReceivedMessage> received = deliver(receiver, batches, expected.size());
    for (int i = 0; i < Math.min(expected.size(), received.size()); i++) {
      assertThat(received.get(i).inUtc())
          .as("message %d, -Dconformance.seed=%d", i + 1, seed)
          .isEqualTo(expected.get(i)); // one by one: a failure shows the first difference
    }
    assertThat(received).hasSameSizeAs(expected);
  }
}
