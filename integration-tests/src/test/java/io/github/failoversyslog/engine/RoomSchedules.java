package io.github.failoversyslog.engine;

import static io.github.failoversyslog.schedules.Concurrently.require;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.schedules.Concurrently;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A caller that queues for room while the reader makes it, on a real processor, which may let loads
 * overtake stores. Real threads and one ring for all rounds: JCStress makes a ring for each, and
 * has far fewer rounds.
 */
public final class RoomSchedules {
  private static final long DURATION_NANOS = Duration.ofSeconds(40).toNanos();
  private static final int SPINS_OF_CALLER = 8; // at most
  private static final int MOST_SPINS_OF_READER = 4096;
  private static final int ROUNDS_OF_A_PACE = 1024;
  private static final int MESSAGE_BYTES = 24;
  private static final long NEVER_NANOS = Duration.ofSeconds(2).toNanos();

  private final MessageRing ring = MessageRing.inMemory(64);
  private final Counters counters = new Counters();
  private final Admission admission = AdmissionSchedules.blocking(ring, counters, () -> {});
  private volatile int begun; // rounds
  private volatile int made;
  private volatile int ended;
  private volatile boolean over;
  private volatile boolean lost;
  private volatile int asked; // rounds in which the caller missed the room
  private int askedIn; // round
  private int askedRounds;
  private int spinsOfReader = SPINS_OF_CALLER; // at most

  private RoomSchedules() {
    admission.releaseCallersWhen(this::awaitWakeUp);
  }

  /** A caller that misses the room is in the queue before the reader looks for one to wake. */
  public static void queueAndRoom() {
    new RoomSchedules().run();
  }

  private void run() {
    Concurrently.run(this::makeRoom, this::queue);
    require(!lost, "a caller was not woken in round " + ended);
  }

  private void makeRoom() {
    long endNanos = System.nanoTime() + DURATION_NANOS;
    int askedBefore = 0;
    for (int round = 1; !lost && System.nanoTime() < endNanos; round++) {
      if (round % ROUNDS_OF_A_PACE == 0) {
        keepPace(asked - askedBefore);
        askedBefore = asked;
      }
      fill();
      begun = round;
      spin(spinsOfReader);
      ring.release(ring.sent());
      admission.roomMade();
      made = round;
      while (ended < round) {
        Thread.onSpinWait();
      }
    }
    over = true;
    begun = Integer.MAX_VALUE;
  }

  /** Makes the room at about the time when the caller looks for it, on any processor. */
  private void keepPace(int missed) {
    int change = spinsOfReader / 4 + 1;
    if (missed < ROUNDS_OF_A_PACE / 3) { // the room is there too early
      spinsOfReader = Math.min(MOST_SPINS_OF_READER, spinsOfReader + change);
    } else if (missed > ROUNDS_OF_A_PACE * 2 / 3) {
      spinsOfReader = Math.max(1, spinsOfReader - change);
    }
  }

  private void fill() {
    readAll();
    ring.release(ring.sent());
    byte[] message = new byte[MESSAGE_BYTES];
    while (ring.append(message, MESSAGE_BYTES, ring.capacity(), counters.accepted)) {
      readAll();
    }
  }

  private void readAll() {
    ring.read("", (message, position, none) -> true);
  }

  private void queue() {
    byte[] message = new byte[MESSAGE_BYTES];
    for (int round = 1; !lost; round++) {
      forgetWakeUps();
      while (begun < round) {
        Thread.onSpinWait();
      }
      if (over) {
        return;
      }
      spin(SPINS_OF_CALLER);
      admission.append(message, MESSAGE_BYTES, Severity.ERROR);
      ended = round;
    }
  }

  /** Those that came too late in the last round; an interrupted thread does not wait. */
  private static void forgetWakeUps() {
    Thread.currentThread().interrupt();
    LockSupport.park();
    Thread.interrupted();
  }

  /**
   * Called before the caller waits, and again later. It first lets the reader finish: then it has
   * been woken, or never will be.
   */
  private boolean awaitWakeUp() {
    int round = begun;
    if (askedIn < round) {
      askedIn = round;
      asked = ++askedRounds;
      while (made < round) {
        Thread.onSpinWait();
      }
      long beganNanos = System.nanoTime();
      LockSupport.parkNanos(this, NEVER_NANOS);
      lost = System.nanoTime() - beganNanos > NEVER_NANOS / 2;
    }
    return true;
  }

  private static void spin(int most) {
    for (int spins = ThreadLocalRandom.current().nextInt(most); spins > 0; spins--) {
      Thread.onSpinWait();
    }
  }
}
