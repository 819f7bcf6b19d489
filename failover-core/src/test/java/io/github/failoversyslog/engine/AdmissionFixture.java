package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;

/** Base class of tests of the admission. The ring has room for nine messages. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
abstract class AdmissionFixture {
  static final int MESSAGE_BYTES = 96;
  static final int ROOM_FOR = 9; // records of 104 bytes in 1024

  final MessageRing ring = MessageRing.inMemory(1024);
  final Counters counters = new Counters();
  final AtomicInteger messagesWaiting = new AtomicInteger();
  final AtomicInteger discardingBegan = new AtomicInteger();
  final AtomicInteger roomWanted = new AtomicInteger();
  final List<Thread> callers = new ArrayList<>(); // that wait
  Admission admission = admission(Overflow.DISCARD, Duration.ofMinutes(1));

  Admission admission(Overflow overflow, Duration blockTimeout) {
    return admission(ring, overflow, blockTimeout);
  }

  Admission admission(MessageRing ring, Overflow overflow, Duration blockTimeout) {
    return new Admission(
        ring,
        new BufferSettings(1024, Optional.empty(), overflow, Severity.WARNING, blockTimeout),
        counters,
        messagesWaiting::incrementAndGet,
        discardingBegan::incrementAndGet,
        roomWanted::incrementAndGet);
  }

  boolean offer(Severity severity) {
    return offer(MESSAGE_BYTES, severity);
  }

  boolean offer(int messageBytes, Severity severity) {
    return admission.offer(new byte[messageBytes], messageBytes, severity);
  }

  int offerUntilRefused(Severity severity) {
    int accepted = 0;
    while (offer(severity)) {
      accepted++;
    }
    return accepted;
  }

  long discarded(DiscardReason reason) {
    return counters.discarded(reason).sum();
  }

  /** Releases everything, as the loop does after writing. */
  void makeRoom() {
    makeRoomFor(Integer.MAX_VALUE);
  }

  /** Releases this many messages, as the loop does after writing. */
  void makeRoomFor(int messages) {
    AtomicInteger left = new AtomicInteger(messages);
    ring.read("", (message, position, none) -> left.getAndDecrement() > 0);
    ring.release(ring.sent());
    admission.roomMade();
  }

  /** The ring is full, and callers wait for room. */
  void given(Duration blockTimeout) {
    admission = admission(Overflow.BLOCK, blockTimeout);
    for (int i = 0; i < ROOM_FOR; i++) {
      assertThat(offer(Severity.DEBUG)).isTrue(); // no reserve for serious events
    }
  }

  /** Returns once another thread waits for room. */
  FutureTask<Boolean> callerBlocks() {
    return callerBlocks(() -> offer(Severity.DEBUG));
  }

  FutureTask<Boolean> callerBlocks(Callable<Boolean> offer) {
    FutureTask<Boolean> call = new FutureTask<>(offer);
    Thread caller = new Thread(call);
    callers.add(caller);
    caller.setDaemon(true);
    caller.start();
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      assertThat(call.isDone()).as("the call returned at once").isFalse();
      Thread.onSpinWait();
    }
    return call;
  }
}
