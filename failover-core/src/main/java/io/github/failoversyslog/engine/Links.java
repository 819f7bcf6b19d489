package io.github.failoversyslog.engine;

import io.github.failoversyslog.Server;
import io.github.failoversyslog.failover.Action;
import io.github.failoversyslog.failover.Event;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.ring.MessageRing;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a sender: the one in use or being made, the probe, the liveness probe, and old
 * ones that are being drained. Performs the machine's actions on them and reports what comes of it.
 * Used by the loop's thread only.
 */
final class Links {
  /**
   * @param servers the primary first
   * @param batchBytes room for the longest frame
   */
  record Settings(
      List<Server> servers, int batchBytes, long writeTimeoutNanos, long closeTimeoutNanos) {}

  private static final int PRIMARY = 0;
  private static final long BETWEEN_RELEASES_NANOS = 10_000_000;

  private final Settings settings;
  private final Approach.Environment environment;
  private final Outflow.Shared shared;
  private final MessageRing ring;
  private final Deque<ByteBuffer> freeBatches = new ArrayDeque<>();
  private final Drains drains;
  private @Nullable Approach connecting;
  private @Nullable Approach probe;
  private @Nullable Approach livenessProbe;
  private @Nullable Outflow current;
  private String lastFailure = "";

  Links(Settings settings, Approach.Environment environment, Outflow.Shared shared) {
    this.settings = settings;
    this.environment = environment;
    this.shared = shared;
    this.ring = shared.ring();
    this.drains = new Drains(settings.closeTimeoutNanos());
  }

  /**
   * @param state as it is after the step that asked for the action
   */
  void perform(Action action, State state) {
    switch (action) {
      case CONNECT ->
          connecting = approach(state.server(), state.generation(), Approach.Purpose.USE);
      case ABANDON_CONNECTION -> abandonConnection();
      case DISCONNECT -> {
        connecting = giveUp(connecting);
        drainCurrent();
      }
      case START_PROBE ->
          probe = approach(PRIMARY, state.probes().generation(), Approach.Purpose.PROBE);
      case DROP_PROBE -> probe = giveUp(probe);
      case COMPLETE_PROBE -> present(probe).complete();
      case ADOPT_PROBE -> {
        connecting = giveUp(connecting);
        drainCurrent();
        use(probe);
        probe = null;
      }
      case START_LIVENESS_PROBE ->
          livenessProbe =
              approach(
                  state.server(), state.liveness().generation(), Approach.Purpose.LIVENESS_PROBE);
      case DROP_LIVENESS_PROBE -> livenessProbe = giveUp(livenessProbe);
    }
  }

  private Approach approach(int server, long generation, Approach.Purpose purpose) {
    return Approach.start(settings.servers().get(server), generation, purpose, environment);
  }

  private static @Nullable Approach giveUp(@Nullable Approach approach) {
    if (approach != null) {
      approach.giveUp();
    }
    return null;
  }

  /**
   * The machine took note of the event: what the event leaves behind is put in its place.
   *
   * @param before the state when it happened
   */
  void settle(Event event, State before) {
    switch (event) {
      case CONNECTED -> {
        use(connecting);
        connecting = null;
      }
      case CONNECT_FAILED -> connecting = giveUp(connecting);
      case PROBE_FAILED -> probe = giveUp(probe);
      case LIVENESS_PASSED -> {
        livenessProbe = giveUp(livenessProbe);
        if (current != null) {
          current.session().alive(before.liveness().atNanos(), now());
        }
      }
      case LIVENESS_FAILED -> livenessProbe = giveUp(livenessProbe);
      case START, CONNECTION_LOST, TIMER, PROBE_PASSED, PROBE_READY, HURRY, STOP -> {}
    }
  }

  private static Approach present(@Nullable Approach approach) {
    if (approach == null) {
      throw new IllegalStateException("the connection asked for is not there");
    }
    return approach;
  }

  private void use(@Nullable Approach approach) {
    current = new Outflow(present(approach).take(), takeBatch(), shared, this::ended);
  }

  private ByteBuffer takeBatch() {
    ByteBuffer free = freeBatches.poll();
    return free != null ? free : ByteBuffer.allocateDirect(settings.batchBytes());
  }

  /**
   * Says to the connection in use, if there is one, that no more will come. What its server turns
   * out not to have read goes back to the ring.
   */
  void drainCurrent() {
    Outflow old = current;
    if (old == null) {
      return;
    }
    current = null;
    drains.add(old, now());
  }

  private void abandonConnection() {
    Outflow lost = current;
    if (lost != null) {
      current = null;
      lost.close();
      sendAgain(lost, Loss.SILENCE);
      freeBatches.add(lost.batch());
    }
  }

  private long now() {
    return environment.clock().getAsLong();
  }

  private void ended(Outflow outflow, Loss loss, String reason) {
    boolean drained = drains.remove(outflow);
    boolean allRead = drained && outflow.isHalfClosed() && loss == Loss.END_OF_STREAM;
    if (outflow == current) {
      current = null;
    }
    if (!allRead) {
      lastFailure = reason;
      sendAgain(outflow, loss);
    }
    freeBatches.add(outflow.batch());
    if (!drained) {
      environment.events().happened(Event.CONNECTION_LOST, outflow.generation(), reason);
    }
  }

  /**
   * Goes back in the ring to the first message of which it is in doubt whether the lost
   * connection's server has it.
   */
  private void sendAgain(Outflow lost, Loss loss) {
    long from = lost.resendFrom(loss);
    long position = Math.min(ring.sent(), Math.max(ring.released(), from));
    shared.counters().repeated.add(ring.rewind(position));
    if (current != null) {
      current.session().rewound(position);
    }
    drains.forEach(old -> old.session().rewound(position));
  }

  /**
   * Moves messages to the connection in use.
   *
   * @return whether there is more that is worth moving at once
   */
  boolean pump() {
    Outflow outflow = current;
    if (outflow == null || outflow.isBlocked()) {
      return false;
    }
    return outflow.pump();
  }

  /** Gives up everything whose time is over. */
  void checkDeadlines() { // each may take long, so each is told the time anew
    checkDeadline(connecting);
    checkDeadline(probe);
    checkDeadline(livenessProbe);
    if (current != null) {
      current.checkDeadline(settings.writeTimeoutNanos(), now());
    }
    drains.checkDeadlines(now());
  }

  private void checkDeadline(@Nullable Approach approach) {
    if (approach != null) {
      approach.checkDeadline(now());
    }
  }

  private static long wakeAtNanos(@Nullable Approach approach) {
    return approach == null ? Long.MAX_VALUE : approach.wakeAtNanos();
  }

  long wakeAtNanos() {
    long at = current == null ? Long.MAX_VALUE : current.wakeAtNanos(settings.writeTimeoutNanos());
    at = Math.min(at, wakeAtNanos(connecting));
    at = Math.min(at, wakeAtNanos(probe));
    at = Math.min(at, wakeAtNanos(livenessProbe));
    if (mayHaveToMakeRoom()) {
      at = Math.min(at, now() + BETWEEN_RELEASES_NANOS);
    }
    return Math.min(at, drains.wakeAtNanos());
  }

  /**
   * Whether writers may soon find too little room, which nothing but {@link #release} can make:
   * while a server takes nothing, nobody wakes the loop for new messages.
   */
  private boolean mayHaveToMakeRoom() {
    return current != null
        && current.isBlocked()
        && ring.released() < current.writtenTo()
        && ring.tail() - ring.released() > ring.capacity() / 4;
  }

  /**
   * Gives memory back to the writers: what needs no resend and, if more than half is in use, the
   * oldest of the rest.
   */
  void release() {
    Outflow outflow = current;
    if (outflow == null) {
      return;
    }
    Session session = outflow.session();
    if (drains.isEmpty()) {
      long releasable = Math.min(session.releasable(now()), outflow.writtenTo());
      ring.release(Math.max(ring.released(), releasable));
    }
    shared.written().forgetBefore(ring.released());
    if (session.mayReleaseUnconfirmed()) {
      int half = ring.capacity() / 2;
      shared.counters().releasedUnconfirmed.add(ring.releaseOldest(half, outflow.writtenTo()));
    }
  }

  /** Why the last connection that ended before its server had read everything did so. */
  String lastFailure() {
    return lastFailure;
  }

  /** Whether a connection is there to send on. */
  boolean isConnected() {
    return current != null;
  }

  /** Whether a server is there that may yet take messages, or say that it has read them. */
  boolean isReachable() {
    return isConnected() || isDraining() || (connecting != null && connecting.isOpening());
  }

  /**
   * Whether a connection is there, takes bytes, and would be woken for a new message to good
   * purpose.
   */
  boolean isReadyForMessages() {
    return current != null && current.takesMessages();
  }

  /** Whether messages wait for answers of the server in use. */
  boolean awaitsAnswers() {
    return current != null && current.awaitsAnswers();
  }

  /** Whether everything that was read from the ring has been written. */
  boolean isFlushed() {
    return current == null || current.isIdle();
  }

  boolean isDraining() {
    return !drains.isEmpty();
  }

  /**
   * What the end of all connections leaves behind.
   *
   * @param inDoubtFrom the first message that a server may not have
   * @param inDoubt messages that were written as a whole to a server and may not have been read
   * @param unsent messages that no server can have
   * @param cut those of them that a batch held, so that they were counted as sent
   * @param notRepeated messages that were to be written again, and were not
   */
  record Rest(long inDoubtFrom, int inDoubt, int unsent, int cut, int notRepeated) {}

  /** Closes everything at once, and says what is left in the ring. */
  Rest end() {
    long inDoubtFrom = inDoubtFrom();
    Spans inDoubt = new Spans();
    open().forEach(outflow -> outflow.addInDoubt(inDoubt));
    inDoubt.add(ring.sent(), ring.tail()); // perhaps written before, to connections that were lost
    closeAll();
    Spans written = shared.written();
    Spans read = Spans.of(ring.released(), ring.sent());
    Spans waiting = Spans.of(ring.sent(), ring.tail());
    int cut = read.countMessages(ring) - written.countMessages(ring, read);
    int notRepeated = written.countMessages(ring, waiting);
    int unsent = cut + waiting.countMessages(ring) - notRepeated;
    return new Rest(inDoubtFrom, written.countMessages(ring, inDoubt), unsent, cut, notRepeated);
  }

  /**
   * The first message of which it is in doubt whether a server has it, were all connections to end
   * now.
   */
  long inDoubtFrom() {
    long from = ring.sent();
    for (Outflow outflow : open()) {
      from = Math.min(from, outflow.resendFrom(Loss.RESET));
    }
    return Math.max(ring.released(), from);
  }

  private List<Outflow> open() {
    List<Outflow> open = new ArrayList<>();
    drains.forEach(open::add);
    if (current != null) {
      open.add(current);
    }
    return open;
  }

  /** Closes everything at once and reports nothing; all that is in the ring is to be sent again. */
  void closeAll() {
    connecting = giveUp(connecting);
    probe = giveUp(probe);
    livenessProbe = giveUp(livenessProbe);
    if (current != null) {
      closed(current);
      current = null;
    }
    drains.forEach(this::closed);
    drains.clear();
  }

  private void closed(Outflow outflow) {
    outflow.close();
    freeBatches.add(outflow.batch());
  }
}
