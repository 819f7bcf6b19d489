package io.github.failoversyslog.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logs random events through one framework to real servers. */
@ExtendWith(InAnotherTimeZone.class)
abstract class ConformanceFixture {
  private static final int BATCHES = 4;

  /** The number of messages of maximum length that fit into the smallest receive buffer. */
  private static final int MESSAGES_AT_ONCE_WHEN_LOSSY = 20;

  private final Framework framework;
  @TempDir Path folder;

  ConformanceFixture(Framework framework) {
    this.framework = framework;
  }

  /** Events to be logged by an application with the settings of this model. */
  record LoggedBatch(MessageModel model, List<LoggedEvent> events) {

    /** The messages that the server is expected to parse. */
    private List<ReceivedMessage> messagesAt(Receiver receiver) {
      List<ReceivedMessage> messages = new ArrayList<>();
      for (LoggedEvent event : events) {
        model
            .messages(event, messages.size() + 1)
            .forEach(sent -> messages.add(ReceivedMessage.of(receiver.received(sent))));
      }
      return messages;
    }
  }

  /** Prints and returns the seed. */
  final long seedOf(String test, Receiver receiver) {
    long seed = Long.getLong("conformance.seed", System.nanoTime());
    System.out.println(
        test + " " + framework + " to " + receiver + " with -Dconformance.seed=" + seed);
    return seed;
  }

  /**
   * Creates events for several applications, because settings are the same for all events of one.
   *
   * @param next creates each event
   */
  final List<LoggedBatch> randomBatches(
      Receiver receiver, long seed, int events, Function<RandomEvents, LoggedEvent> next) {
    Random random = new Random(seed);
    RandomEvents randomEvents = receiver.randomEvents(random, framework);
    return Stream.generate(
            () ->
                new LoggedBatch(
                    receiver.randomModel(random),
                    Stream.generate(() -> next.apply(randomEvents))
                        .limit(events / BATCHES)
                        .toList()))
        .limit(BATCHES)
        .toList();
  }

  static List<ReceivedMessage> expectedAt(Receiver receiver, List<LoggedBatch> batches) {
    return batches.stream().flatMap(batch -> batch.messagesAt(receiver).stream()).toList();
  }

  /**
   * Logs all batches and returns the messages that the server parsed, in the order of arrival.
   *
   * @param messages the expected number of messages
   */
  final List<ReceivedMessage> deliver(Receiver receiver, List<LoggedBatch> batches, int messages) {
    try (SyslogDaemon daemon = receiver.daemon(folder.resolve("daemon"), ServerPorts.choose())) {
      daemon.start();
      int logged = 0;
      for (LoggedBatch batch : batches) {
        Application application =
            ConformanceApplication.start(
                folder, framework, batch.model(), daemon.port(), receiver.settings(folder));
        for (LoggedEvent event : batch.events()) {
          application.log(event);
          logged++;
          if (receiver.isLossy() && logged % MESSAGES_AT_ONCE_WHEN_LOSSY == 0) {
            awaitMessages(daemon, logged); // at least one message per event
          }
        }
        application.stop();
        assertThat(application.statistics().allDiscarded()).isZero();
      }
      awaitMessages(daemon, messages);
      daemon.terminate(); // so that unexpected further messages are read too
      return daemon.received();
    }
  }

  private static void awaitMessages(SyslogDaemon daemon, int messages) {
    Eventually.until(messages + " at " + daemon, () -> daemon.receivedLines() >= messages);
  }
}
