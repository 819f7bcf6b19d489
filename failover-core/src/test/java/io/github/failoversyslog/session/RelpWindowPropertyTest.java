package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.session.RelpWindow.Answer;
import io.github.failoversyslog.wire.RelpFrames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** A window behaves like a list of messages with a map of transactions. */
class RelpWindowPropertyTest {

  private enum WindowOperation {
    SEND,
    SEND_AGAIN,
    ACCEPT,
    REFUSE,
    ANSWER_ANYTHING,
    FORGET
  }

  /**
   * @param share 0 to 1: selects one of the possible messages
   */
  private record WindowStep(WindowOperation operation, double share) {}

  private static final class Message {
    final long position;
    int refusals;
    boolean waiting = true; // for an answer
    boolean answered;

    Message(long position) {
      this.position = position;
    }
  }

  private static final class WindowModel {
    private final int size;
    private final RelpWindow window;
    private final List<Message> messages = new ArrayList<>(); // from the oldest unanswered one on
    private final Map<Long, Message> waiting = new HashMap<>(); // by serial
    private long lastSerial;
    private long forgottenSerial;
    private boolean everForgot;
    private long nextPosition;
    private boolean wasFull; // and too few were answered since

    WindowModel(int size, long transactionsUsed) {
      this.size = size;
      this.window = new RelpWindow(size, transactionsUsed);
      this.lastSerial = transactionsUsed;
    }

    void perform(WindowStep step) {
      switch (step.operation()) {
        case SEND -> send(step.share());
        case SEND_AGAIN -> sendAgain();
        case ACCEPT -> answer(someWaiting(step.share()), true);
        case REFUSE -> answer(someWaiting(step.share()), false);
        case ANSWER_ANYTHING -> answerAnything(step.share());
        case FORGET -> forget(step.share());
      }
      check();
    }

    private void send(double share) {
      if (window.hasRoom()) {
        Message message = new Message(nextPosition);
        transact(message);
        window.sent(message.position);
        messages.add(message);
        wasFull = messages.size() == size;
        nextPosition += 1 + Math.round(share * 9);
        window.readTo(nextPosition);
      }
    }

    private void transact(Message message) {
      lastSerial++;
      assertThat(window.nextTransaction()).isEqualTo(transactionOf(lastSerial));
      waiting.put(lastSerial, message);
      message.waiting = true;
    }

    private void sendAgain() {
      if (window.nextRefused() != RelpWindow.NONE) {
        Message refused = firstRefused();
        assertThat(refused).isNotNull();
        assertThat(window.nextRefused()).isEqualTo(refused.position);
        transact(refused);
        window.sentAgain();
      }
    }

    private @Nullable Message firstRefused() {
      return messages.stream()
          .filter(message -> !message.waiting && !message.answered)
          .findFirst()
          .orElse(null);
    }

    private long someWaiting(double share) {
      List<Long> serials = waiting.keySet().stream().sorted().toList();
      return serials.isEmpty() ? 0 : serials.get((int) Math.round(share * (serials.size() - 1)));
    }

    private void answerAnything(double share) {
      answer(Math.max(0, lastSerial + 3 - Math.round(share * 10 * size)), share < 0.5);
    }

    private void answer(long serial, boolean accepted) {
      int transaction = serial == 0 ? 0 : transactionOf(serial);
      assertThat(window.answered(transaction, accepted)).isEqualTo(expected(serial, accepted));
      Spans rejected = new Spans();
      while (!messages.isEmpty() && messages.get(0).answered) {
        Message passed = messages.remove(0);
        long end = messages.isEmpty() ? nextPosition : messages.get(0).position;
        rejected.add(passed.position, passed.refusals == 2 ? end : passed.position);
      }
      assertThat(window.takeRejected()).hasToString(rejected.toString());
    }

    private Answer expected(long serialOrNext, boolean accepted) {
      long serial =
          serialOrNext > lastSerial ? serialOrNext - RelpFrames.MAX_TRANSACTION : serialOrNext;
      Message message = waiting.remove(serial);
      if (message == null) {
        return serial > 0 && serial <= forgottenSerial ? Answer.LATE : Answer.UNKNOWN;
      }
      message.waiting = false;
      message.refusals += accepted ? 0 : 1;
      message.answered = accepted || message.refusals == 2;
      return accepted ? Answer.ACCEPTED : message.answered ? Answer.REJECTED : Answer.REFUSED;
    }

    private void forget(double share) {
      long position = Math.round(share * nextPosition);
      if (messages.stream().anyMatch(message -> message.position >= position)) {
        forgottenSerial = lastSerial;
      }
      everForgot = true;
      waiting.values().removeIf(message -> message.position >= position);
      messages.removeIf(message -> message.position >= position);
      nextPosition = position;
      window.forgetFrom(position);
    }

    void check() {
      assertThat(window.isEmpty()).isEqualTo(messages.isEmpty());
      assertThat(window.answeredTo())
          .isEqualTo(messages.isEmpty() ? nextPosition : messages.get(0).position);
      long oldest = waiting.keySet().stream().mapToLong(it -> it).min().orElse(lastSerial + 1);
      boolean quarterIsFree = 4 * (size - messages.size()) >= size;
      wasFull = wasFull && !quarterIsFree;
      boolean slotsLeft = messages.size() < size && !wasFull;
      boolean farAhead = lastSerial + 1 - oldest > 3L * size;
      if (!everForgot || !farAhead) {
        assertThat(window.hasRoom()).isEqualTo(slotsLeft);
        Message refused = firstRefused();
        assertThat(window.nextRefused())
            .isEqualTo(refused == null ? RelpWindow.NONE : refused.position);
      } else {
        assertThat(window.hasRoom() && !slotsLeft).isFalse();
      }
      assertThat(!everForgot && farAhead).as("further ahead than it can be").isFalse();
    }

    private static int transactionOf(long serial) {
      return (int)
          (serial > RelpFrames.MAX_TRANSACTION ? serial - RelpFrames.MAX_TRANSACTION : serial);
    }
  }

  @Property(tries = 3000)
  void matchesItsModelWhileNothingIsForgotten(
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll("transactionsUsed") long transactionsUsed,
      @ForAll("answers") List<WindowStep> steps) {
    run(size, transactionsUsed, steps);
  }

  @Property(tries = 3000)
  void matchesItsModelWhenMessagesAreForgotten(
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll("transactionsUsed") long transactionsUsed,
      @ForAll("answersAndForgetting") List<WindowStep> steps) {
    run(size, transactionsUsed, steps);
  }

  private static void run(int size, long transactionsUsed, List<WindowStep> steps) {
    WindowModel model = new WindowModel(size, transactionsUsed);
    steps.forEach(model::perform);
    while (!model.window.isEmpty()) { // every state can be completed
      model.perform(
          new WindowStep(
              model.waiting.isEmpty() ? WindowOperation.SEND_AGAIN : WindowOperation.ACCEPT, 1));
    }
    assertThat(model.window.answeredTo()).isEqualTo(model.nextPosition);
  }

  @Provide
  Arbitrary<Long> transactionsUsed() {
    return Arbitraries.oneOf(
        Arbitraries.just(0L),
        Arbitraries.longs().between(RelpFrames.MAX_TRANSACTION - 100, RelpFrames.MAX_TRANSACTION));
  }

  @Provide
  Arbitrary<List<WindowStep>> answers() {
    return steps(0);
  }

  @Provide
  Arbitrary<List<WindowStep>> answersAndForgetting() {
    return steps(1);
  }

  private static Arbitrary<List<WindowStep>> steps(int forgetting) {
    Arbitrary<WindowOperation> operations =
        Arbitraries.frequency(
            Tuple.of(8, WindowOperation.SEND),
            Tuple.of(3, WindowOperation.SEND_AGAIN),
            Tuple.of(4, WindowOperation.ACCEPT),
            Tuple.of(4, WindowOperation.REFUSE),
            Tuple.of(1, WindowOperation.ANSWER_ANYTHING),
            Tuple.of(forgetting, WindowOperation.FORGET));
    return Combinators.combine(operations, Arbitraries.doubles().between(0, 1).ofScale(2))
        .as(WindowStep::new)
        .list()
        .ofMaxSize(150);
  }
}
