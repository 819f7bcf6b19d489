package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Books.present;
import static io.github.failoversyslog.failover.MachineStory.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.failover.Books.Link;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Servers that fail and recover, and outcomes with random delays. Performs the machine's actions,
 * and checks every step against the {@link Books}.
 */
final class SimulatedWorld {
  private final Rules rules;
  private final FailoverMachine machine;
  private final Random random;
  private final Health[] servers;
  private final PriorityQueue<Coming> coming =
      new PriorityQueue<>(Comparator.comparingLong(Coming::atNanos));
  private State state = State.INITIAL;
  private long now;

  private final Books books;
  private boolean overdue; // a receipt was, on the connection in use or one it renewed

  private enum Health {
    UP,
    /** Accepts connections, and closes them soon. */
    SHAKY,
    DOWN
  }

  /** A scheduled event; its trigger is determined when it is due. */
  private record Coming(long atNanos, Supplier<Trigger> trigger, long generation) {}

  SimulatedWorld(Rules rules, long seed) {
    this.rules = rules;
    this.machine = new FailoverMachine(rules);
    this.books = new Books(rules);
    this.random = new Random(seed);
    this.servers = new Health[rules.servers()];
    IntStream.range(0, servers.length).forEach(this::changeHealth);
  }

  void start() {
    happens(Trigger.START, State.NO_GENERATION);
  }

  void stop() {
    happens(Trigger.STOP, State.NO_GENERATION);
    assertThat(state.phase()).isEqualTo(Phase.STOPPED);
  }

  OptionalInt serverInUse() {
    return books.inUse == null ? OptionalInt.empty() : OptionalInt.of(books.inUse.server());
  }

  /** The next outcome or timer, or a random fault before it. */
  void nextThing() {
    switch (random.nextInt(28)) {
      case 0 -> changeHealth(random.nextInt(servers.length));
      case 1 -> happens(Trigger.TIMER, State.NO_GENERATION); // usually too early
      case 2 -> somethingOldHappens();
      case 3 -> happens(Trigger.RETRY_NOW, State.NO_GENERATION);
      case 4 -> happens(Trigger.RECEIPT_OVERDUE, state.generation());
      case 6 -> happens(Trigger.PROBE_NOW, State.NO_GENERATION);
      case 7 -> happens(Trigger.FAIL_BACK_NOW, State.NO_GENERATION);
      case 5 -> happens(Trigger.ALL_WRITTEN, state.generation());
      default -> {
        if (!timeGoesTo(Long.MAX_VALUE - 1)) {
          now += seconds(random.nextInt(100)); // everything is up, and nothing is due
          changeHealth(random.nextInt(servers.length));
        }
      }
    }
  }

  private void changeHealth(int server) {
    servers[server] = Health.values()[random.nextInt(Health.values().length)];
    if (books.inUse != null && books.inUse.server() == server && servers[server] != Health.UP) {
      comes(Trigger.CONNECTION_LOST, books.inUse.generation());
    }
  }

  private void somethingOldHappens() {
    Trigger trigger = Trigger.values()[random.nextInt(Trigger.values().length)];
    long generation = random.nextLong(state.lastGeneration() + 2);
    if (!books.isCurrent(state, trigger, generation)) {
      happens(trigger, generation);
    }
  }

  /** From now on exactly one server is reachable; returns it. */
  int calmsDown() {
    int survivor = random.nextInt(servers.length);
    IntStream.range(0, servers.length)
        .forEach(server -> servers[server] = server == survivor ? Health.UP : Health.DOWN);
    if (books.inUse != null && books.inUse.server() != survivor) {
      comes(Trigger.CONNECTION_LOST, books.inUse.generation());
    }
    return survivor;
  }

  void runFor(long nanos) {
    long end = now + nanos;
    boolean more = true;
    while (more) {
      more = timeGoesTo(end);
    }
  }

  /** The next outcome or timer before the end, if any; the timer first if both are due. */
  private boolean timeGoesTo(long end) {
    long answerAt = coming.isEmpty() ? State.NEVER : coming.peek().atNanos();
    long next = Math.max(now, Math.min(answerAt, state.wakeAtNanos()));
    if (next > end) {
      return false;
    }
    now = next;
    if (state.wakeAtNanos() <= now) {
      happens(Trigger.TIMER, State.NO_GENERATION);
      assertThat(state.wakeAtNanos()).as("next timer").isGreaterThan(now);
    } else {
      Coming answer = coming.remove();
      happens(answer.trigger().get(), answer.generation());
    }
    return true;
  }

  private void comes(Trigger trigger, long generation) {
    comes(() -> trigger, generation);
  }

  private void comes(Supplier<Trigger> trigger, long generation) {
    double[] delays = {0, 0.001, 1, 12, 90};
    long delayNanos = seconds(random.nextDouble() * delays[random.nextInt(delays.length)]);
    coming.add(new Coming(now + delayNanos, trigger, generation));
  }

  private void answers(Link link, Trigger ifReachable, Trigger ifNot) {
    comes(() -> servers[link.server()] == Health.DOWN ? ifNot : ifReachable, link.generation());
  }

  private void happens(Trigger trigger, long generation) {
    State before = state;
    boolean renewable = random.nextInt(3) > 0;
    Conditions conditions = new Conditions(now, renewable, random.nextDouble());
    Step step = machine.step(before, Signal.of(trigger, generation), conditions);
    if (!books.isCurrent(before, trigger, generation)) {
      assertThat(step).as("answer to an old %s", trigger).isEqualTo(Step.ignoring(before));
      return;
    }
    state = step.state();
    overdue |= trigger == Trigger.RECEIPT_OVERDUE;
    books.follow(before, trigger, conditions, step);
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case CONNECT -> answers(present(books.connecting), Trigger.CONNECTED, Trigger.CONNECT_FAILED);
      case USE_CONNECTION, ADOPT_PROBE -> {
        overdue = false;
        endsUnlessUp(present(books.inUse));
      }
      case START_PROBE -> answers(present(books.probe), Trigger.PROBE_PASSED, Trigger.PROBE_FAILED);
      case COMPLETE_PROBE ->
          answers(present(books.probe), Trigger.PROBE_READY, Trigger.PROBE_FAILED);
      case START_LIVENESS_PROBE -> startLivenessProbe(present(books.livenessProbe));
      case COMPLETE_RENEWAL ->
          answers(present(books.livenessProbe), Trigger.RENEWAL_READY, Trigger.RENEWAL_FAILED);
      case REST -> rest();
      case ADOPT_RENEWAL -> {
        comes(
            random.nextBoolean() ? Trigger.RECEIPT_GIVEN : Trigger.RECEIPT_MISSED,
            present(books.inUse).generation());
        endsUnlessUp(present(books.inUse));
      }
      case DROP_CONNECT,
          ABANDON_CONNECTION,
          DRAIN_CONNECTION,
          DROP_PROBE,
          DROP_LIVENESS_PROBE,
          RESUME,
          CLOSE_ALL -> {}
    }
  }

  private void endsUnlessUp(Link link) {
    if (servers[link.server()] != Health.UP) {
      comes(Trigger.CONNECTION_LOST, link.generation());
    }
  }

  private void startLivenessProbe(Link probe) {
    if (rules.renewals() && books.followsLoss && !overdue) {
      long soonestNanos = Math.min(seconds(1), rules.livenessIntervalNanos());
      assertThat(now - present(books.inUse).sinceNanos()).isGreaterThanOrEqualTo(soonestNanos);
    }
    answers(
        probe,
        Trigger.LIVENESS_PASSED,
        random.nextInt(4) == 0 ? Trigger.LIVENESS_UNKNOWN : Trigger.LIVENESS_FAILED);
  }

  /** Either the rest of the connection in use ends, or the probe or renewal fails before. */
  private void rest() {
    comes(Trigger.RESTED, present(books.inUse).generation());
    if (random.nextInt(3) == 0) {
      boolean forProbe = books.probe != null && books.probeIsReady;
      comes(
          forProbe ? Trigger.PROBE_FAILED : Trigger.RENEWAL_FAILED,
          present(forProbe ? books.probe : books.livenessProbe).generation());
    }
  }
}
