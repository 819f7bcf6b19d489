package io.github.failoversyslog.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.Application;
import io.github.failoversyslog.it.Eventually;
import io.github.failoversyslog.it.Framework;
import io.github.failoversyslog.it.LoggedEvent;
import io.github.failoversyslog.it.ReceivedMessage;
import io.github.failoversyslog.it.ServerPorts;
import io.github.failoversyslog.it.SyslogDaemon;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every field that a real server understood is the field that was logged, whatever was logged; and
 * no text became a message of its own. {@code -Dconformance.seed} repeats the events of a run,
 * which prints it; {@code -Dconformance.events} is how many there are for each server.
 */
abstract class ConformanceContract {
  /** With 9 receivers and 2 frameworks more than 20,000. */
  private static final int EVENTS = Integer.getInteger("conformance.events", 1120);

  /** As many of the longest messages as fit into the smallest receive buffer. */
  private static final int EVENTS_AT_ONCE_WHEN_LOSSY = 20;

  private final Framework framework;
  @TempDir Path folder;

  ConformanceContract(Framework framework) {
    this.framework = framework;
  }

  @ParameterizedTest
  @EnumSource(Receiver.class)
  void everyFieldArrivesAsItWasLoggedAndNoTextBecomesAMessage(Receiver receiver) {
    long seed = Long.getLong("conformance.seed", System.nanoTime());
    System.out.println(
        "CONFORMANCE " + framework + " to " + receiver + " with -Dconformance.seed=" + seed);
    Random random = new Random(seed);
    MessageModel model = receiver.randomModel(random);
    RandomEvents events = receiver.randomEvents(random);
    List<ReceivedMessage> expected = new ArrayList<>();
    try (SyslogDaemon daemon = receiver.daemon(folder.resolve("daemon"), ServerPorts.choose())) {
      daemon.start();
      Application application = start(receiver, model, daemon.port());
      for (int number = 1; number <= EVENTS; number++) {
        LoggedEvent event = events.next();
        application.log(event);
        expected.add(ReceivedMessage.of(receiver.received(model.message(event, number))));
        if (receiver.isLossy() && number % EVENTS_AT_ONCE_WHEN_LOSSY == 0) {
          int logged = number;
          Eventually.until(number + " arrived", () -> daemon.receivedLines() >= logged);
        }
      }
      application.stop();
      assertThat(application.statistics().allDiscarded()).isZero();
      Eventually.until(EVENTS + " at " + daemon, () -> daemon.receivedLines() >= EVENTS);
      daemon.terminate(); // what is beyond those, too
      assertReceived(daemon.received(), expected, seed);
    }
  }

  private Application start(Receiver receiver, MessageModel model, int port) {
    return ConformanceApplication.start(folder, framework, model, port, receiver.settings(folder));
  }

  /** One by one, so that a failure shows the first message that is wrong and not thousands. */
  private static void assertReceived(
      List<ReceivedMessage> received, List<ReceivedMessage> expected, long seed) {
    for (int i = 0; i < Math.min(expected.size(), received.size()); i++) {
      assertThat(received.get(i).inUtc())
          .as("message %d, -Dconformance.seed=%d", i + 1, seed)
          .isEqualTo(expected.get(i));
    }
    assertThat(received).hasSameSizeAs(expected);
  }
}
