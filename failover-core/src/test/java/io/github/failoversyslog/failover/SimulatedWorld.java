package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.MachineStory.seconds;
import static io.github.failoversyslog.failover.Rules.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Servers that fail and recover, and outcomes with random delays. Performs the machine's actions,
 * keeps its own records, and checks every step against them.
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

  private @Nullable Link inUse;
  private @Nullable Link connecting;
  private @Nullable Link probe;
  private @Nullable Link livenessProbe;
  private boolean probeHasPassed;
  private boolean probeIsReady;
  private boolean livenessProbeHasPassed;
  private boolean renewalIsReady;
  private boolean resting;
  private boolean followsLoss;
  private boolean failbackRequested; // by an operator, and not yet done or failed
  private boolean overdue; // a receipt was, on the connection in use or one it renewed
  private int receiptsMissedInARow;
  private int probesInARow;
  private int livenessFailuresInARow;
  private final Set<Integer> failedInThisRound = new HashSet<>();

  private enum Health {
    UP,
    /** Accepts connections, and closes them soon. */
    SHAKY,
    DOWN
  }

  private record Link(int server, long generation, long sinceNanos) {}

  /** A scheduled event; its trigger is determined when it is due. */
  private record Coming(long atNanos, Supplier<Trigger> trigger, long generation) {}

  SimulatedWorld(Rules rules, long seed) {
    this.rules = rules;
    this.machine = new FailoverMachine(rules);
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
    return inUse == null ? OptionalInt.empty() : OptionalInt.of(inUse.server());
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
    if (inUse != null && inUse.server() == server && servers[server] != Health.UP) {
      comes(Trigger.CONNECTION_LOST, inUse.generation());
    }
  }

  private void somethingOldHappens() {
    Trigger trigger = Trigger.values()[random.nextInt(Trigger.values().length)];
    long generation = random.nextLong(state.lastGeneration() + 2);
    if (!isCurrent(trigger, generation)) {
      happens(trigger, generation);
    }
  }

  /** From now on exactly one server is reachable; returns it. */
  int calmsDown() {
    int survivor = random.nextInt(servers.length);
    IntStream.range(0, servers.length)
        .forEach(server -> servers[server] = server == survivor ? Health.UP : Health.DOWN);
    if (inUse != null && inUse.server() != survivor) {
      comes(Trigger.CONNECTION_LOST, inUse.generation());
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
    if (!isCurrent(trigger, generation)) {
      assertThat(step).as("answer to an old %s", trigger).isEqualTo(Step.ignoring(before));
      return;
    }
    state = step.state();
    note(trigger, renewable);
    step.actions().forEach(action -> perform(action, trigger));
    checkBooks();
  }

  private boolean isCurrent(Trigger trigger, long generation) {
    return switch (trigger) {
      case START -> state.phase() == Phase.IDLE;
      case TIMER, PROBE_NOW, FAIL_BACK_NOW, RETRY_NOW, STOP -> true;
      case CONNECTED, CONNECT_FAILED -> isOf(connecting, generation);
      case CONNECTION_LOST -> isOf(inUse, generation);
      case PROBE_PASSED -> isOf(probe, generation) && !probeHasPassed;
      case PROBE_READY -> isOf(probe, generation) && probeHasPassed && !probeIsReady;
      case PROBE_FAILED -> isOf(probe, generation);
      case LIVENESS_PASSED, LIVENESS_FAILED, LIVENESS_UNKNOWN ->
          isOf(livenessProbe, generation) && !livenessProbeHasPassed;
      case RENEWAL_READY ->
          isOf(livenessProbe, generation) && livenessProbeHasPassed && !renewalIsReady;
      case RENEWAL_FAILED -> isOf(livenessProbe, generation);
      case RESTED -> isOf(inUse, generation) && resting;
      case RECEIPT_GIVEN, RECEIPT_MISSED, RECEIPT_OVERDUE, ALL_WRITTEN -> isOf(inUse, generation);
    };
  }

  private static boolean isOf(@Nullable Link link, long generation) {
    return link != null && link.generation() == generation;
  }

  private void note(Trigger trigger, boolean renewable) {
    switch (trigger) {
      case CONNECT_FAILED -> failed(present(connecting).server());
      case CONNECTION_LOST -> lost();
      case PROBE_PASSED -> {
        probesInARow++;
        probeHasPassed = true;
      }
      case PROBE_FAILED -> {
        probesInARow = 0;
        failbackRequested = false;
      }
      case LIVENESS_PASSED -> {
        livenessFailuresInARow = 0;
        livenessProbeHasPassed = state.liveness().isOpen();
        long startedAt = present(livenessProbe).sinceNanos();
        boolean due = startedAt >= state.liveness().renewals().notBeforeNanos();
        boolean useful = rules.renewals() && renewable && receiptsMissedInARow < 2;
        assertThat(livenessProbeHasPassed).as("renewal").isEqualTo(useful && due);
      }
      case LIVENESS_FAILED -> livenessFailuresInARow++;
      case RENEWAL_READY -> renewalIsReady = true;
      case RENEWAL_FAILED -> livenessFailuresInARow = 0;
      case RECEIPT_GIVEN -> receiptsMissedInARow = 0;
      case RECEIPT_MISSED -> receiptsMissedInARow++;
      case RECEIPT_OVERDUE -> overdue = true;
      case PROBE_READY -> probeIsReady = true;
      case FAIL_BACK_NOW -> failbackRequested |= state.probes().requested();
      case START,
          CONNECTED,
          TIMER,
          PROBE_NOW,
          LIVENESS_UNKNOWN,
          RESTED,
          RETRY_NOW,
          ALL_WRITTEN,
          STOP -> {}
    }
  }

  private void use(Link link) {
    inUse = new Link(link.server(), link.generation(), now);
    livenessFailuresInARow = 0;
    receiptsMissedInARow = 0;
    overdue = false;
    if (link.server() == PRIMARY) {
      probesInARow = 0;
      failbackRequested = false;
    }
    endsUnlessUp(link);
  }

  private void endsUnlessUp(Link link) {
    if (servers[link.server()] != Health.UP) {
      comes(Trigger.CONNECTION_LOST, link.generation());
    }
  }

  private void lost() {
    Link lost = present(inUse);
    if (now - lost.sinceNanos() >= rules.stableAfterNanos()) {
      failedInThisRound.clear();
    } else {
      failed(lost.server());
    }
    inUse = null;
    resting = false;
    followsLoss = true;
  }

  private void failed(int server) {
    boolean forTheFirstTime = failedInThisRound.add(server);
    assertThat(forTheFirstTime || rules.failback()).as("one try of every server").isTrue();
    if (server == PRIMARY) {
      probesInARow = 0;
    }
  }

  private void perform(Action action, Trigger trigger) {
    switch (action) {
      case CONNECT -> {
        assertThat(inUse).as("a connection in use is not left").isNull();
        assertThat(connecting).isNull();
        checkWayToPrimary(trigger);
        connecting = new Link(state.server(), state.generation(), now);
        answers(connecting, Trigger.CONNECTED, Trigger.CONNECT_FAILED);
      }
      case ABANDON_CONNECTION -> {
        assertThat(livenessFailuresInARow).isEqualTo(2);
        assertThat(rules.servers()).isGreaterThan(1);
        lost();
      }
      case DRAIN_CONNECTION -> {
        assertThat(trigger).isEqualTo(Trigger.ALL_WRITTEN);
        present(inUse);
      }
      case DROP_CONNECT -> {
        present(connecting);
        connecting = null;
      }
      case USE_CONNECTION -> {
        assertThat(trigger).isEqualTo(Trigger.CONNECTED);
        assertThat(inUse).isNull();
        use(present(connecting));
        connecting = null;
      }
      case CLOSE_ALL -> {
        assertThat(trigger).isEqualTo(Trigger.STOP);
        inUse = null;
        connecting = null;
        probe = null;
        livenessProbe = null;
        resting = false;
      }
      case START_PROBE -> {
        assertThat(rules.failback()).isTrue();
        assertThat(probe).as("one probe at a time").isNull();
        probe = new Link(PRIMARY, state.probes().generation(), now);
        probeHasPassed = false;
        probeIsReady = false;
        answers(probe, Trigger.PROBE_PASSED, Trigger.PROBE_FAILED);
      }
      case DROP_PROBE -> {
        present(probe);
        probe = null;
      }
      case COMPLETE_PROBE -> {
        assertThat(probeHasPassed).isTrue();
        answers(present(probe), Trigger.PROBE_READY, Trigger.PROBE_FAILED);
      }
      case ADOPT_PROBE -> {
        boolean enough = probesInARow >= rules.probesRequired() || failbackRequested;
        failbackRequested = false;
        assertThat(enough || inUse == null).as("a good reason to fail back").isTrue();
        assertThat(inUse == null || trigger == Trigger.RESTED).as("a rest before it").isTrue();
        followsLoss &= inUse == null;
        resting = false;
        assertThat(connecting).as("the attempt is dropped first").isNull();
        use(present(probe));
        probe = null;
      }
      case START_LIVENESS_PROBE -> startLivenessProbe();
      case COMPLETE_RENEWAL -> {
        assertThat(livenessProbeHasPassed).isTrue();
        answers(present(livenessProbe), Trigger.RENEWAL_READY, Trigger.RENEWAL_FAILED);
      }
      case REST -> rest();
      case RESUME -> {
        assertThat(resting).isTrue();
        resting = false;
      }
      case ADOPT_RENEWAL -> {
        assertThat(trigger).as("a rest before it").isEqualTo(Trigger.RESTED);
        renew(present(inUse), present(livenessProbe));
      }
      case DROP_LIVENESS_PROBE -> {
        present(livenessProbe);
        livenessProbe = null;
      }
    }
  }

  private void startLivenessProbe() {
    assertThat(rules.servers() > 1 || rules.renewals()).isTrue();
    assertThat(rules.livenessIntervalNanos()).isPositive();
    assertThat(livenessProbe).as("one liveness probe at a time").isNull();
    assertThat(resting).as("no liveness probe while the connection in use rests").isFalse();
    if (rules.renewals() && followsLoss && !overdue) {
      long soonestNanos = Math.min(seconds(1), rules.livenessIntervalNanos());
      assertThat(now - present(inUse).sinceNanos()).isGreaterThanOrEqualTo(soonestNanos);
    }
    livenessProbe = new Link(present(inUse).server(), state.liveness().generation(), now);
    livenessProbeHasPassed = false;
    renewalIsReady = false;
    answers(
        livenessProbe,
        Trigger.LIVENESS_PASSED,
        random.nextInt(4) == 0 ? Trigger.LIVENESS_UNKNOWN : Trigger.LIVENESS_FAILED);
  }

  /** Either the rest of the connection in use ends, or the probe or renewal fails before. */
  private void rest() {
    assertThat(resting).as("one rest at a time").isFalse();
    resting = true;
    comes(Trigger.RESTED, present(inUse).generation());
    if (random.nextInt(3) == 0) {
      boolean forProbe = probe != null && probeIsReady;
      comes(
          forProbe ? Trigger.PROBE_FAILED : Trigger.RENEWAL_FAILED,
          present(forProbe ? probe : livenessProbe).generation());
    }
  }

  /** The renewal replaces the old connection, with its state. */
  private void renew(Link old, Link renewal) {
    assertThat(resting && renewalIsReady).isTrue();
    assertThat(renewal.server()).as("never another server").isEqualTo(old.server());
    inUse = new Link(old.server(), renewal.generation(), old.sinceNanos());
    livenessProbe = null;
    resting = false;
    comes(
        random.nextBoolean() ? Trigger.RECEIPT_GIVEN : Trigger.RECEIPT_MISSED,
        renewal.generation());
    endsUnlessUp(inUse);
  }

  private void checkWayToPrimary(Trigger trigger) {
    if (rules.failback() && state.server() == PRIMARY && trigger != Trigger.START) {
      assertThat(failedInThisRound)
          .as("all failover servers failed before the primary has its turn")
          .containsAll(IntStream.range(1, servers.length).boxed().toList());
    }
  }

  private void checkBooks() {
    assertThat(state.phase().isConnected()).isEqualTo(inUse != null);
    assertThat(state.phase() == Phase.CONNECTING).isEqualTo(connecting != null);
    Link link = inUse != null ? inUse : connecting;
    if (link != null) {
      assertThat(state.server()).isEqualTo(link.server());
      assertThat(state.generation()).isEqualTo(link.generation());
    }
    assertThat(state.probes().isOpen()).isEqualTo(probe != null);
    assertThat(state.liveness().isOpen()).isEqualTo(livenessProbe != null);
    assertThat(state.isResting()).as("REST, then RESUME, adoption or loss").isEqualTo(resting);
    assertThat(state.liveness().failures())
        .isEqualTo(inUse == null ? 0 : Math.min(2, livenessFailuresInARow));
    assertThat(state.liveness().renewals().receiptsMissed())
        .isEqualTo(inUse == null ? 0 : Math.min(2, receiptsMissedInARow));
    assertThat(state.probes().passed()).isBetween(0, rules.probesRequired());
    if (state.phase() == Phase.WAITING && !failedInThisRound.isEmpty()) { // it has just started
      assertThat(failedInThisRound).as("failed before the wait").hasSize(servers.length);
      failedInThisRound.clear();
    }
  }

  private static Link present(@Nullable Link link) {
    assertThat(link).isNotNull();
    return link;
  }
}
