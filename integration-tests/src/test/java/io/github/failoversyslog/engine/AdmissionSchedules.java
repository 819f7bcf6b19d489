package io.github.failoversyslog.engine;

import static io.github.failoversyslog.schedules.Concurrently.require;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.schedules.Concurrently;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.Optional;
import org.jetbrains.lincheck.Lincheck;

/**
 * Schedules of the callers that wait for room. In Lincheck's model no time passes, so that a caller
 * that nobody wakes waits for ever: outside, its check every 100 ms would hide that.
 */
public final class AdmissionSchedules {
  private static final int SCHEDULES = 200;
  private static final int MESSAGE_BYTES = 24;
  private static final int CAPACITY = 64;

  private final MessageRing ring = MessageRing.inMemory(CAPACITY);
  private final Admission admission = blocking(ring, new Counters(), () -> {});

  private AdmissionSchedules() {
    require(append() == null, "no room in an empty ring");
    require(append() == null, "no room for a second message");
  }

  static Admission blocking(MessageRing ring, Counters counters, Runnable messageWaiting) {
    return new Admission(
        ring,
        new BufferSettings(
            CAPACITY, Optional.empty(), Overflow.BLOCK, Severity.WARNING, Duration.ofMinutes(1)),
        counters,
        messageWaiting,
        () -> {},
        () -> {});
  }

  /** Callers that wait are woken one after the other once there is room. */
  public static void callersAndRoom() {
    Lincheck.runConcurrentTest(SCHEDULES, () -> new AdmissionSchedules().waitForRoom());
  }

  private void waitForRoom() {
    Concurrently.run(
        () -> require(append() == null, "refused"),
        () -> require(append() == null, "refused"),
        this::makeRoom);
    require(!admission.isWaitedFor(), "the line is not empty");
    makeRoom();
    require(append() == null, "refused by an empty ring");
  }

  /** Callers that wait return when the sender stops. */
  public static void callersAndStop() {
    Lincheck.runConcurrentTest(SCHEDULES, () -> new AdmissionSchedules().waitForTheEnd());
  }

  private void waitForTheEnd() {
    Concurrently.run(
        () -> require(append() == DiscardReason.STOPPED, "not refused"),
        () -> require(append() == DiscardReason.STOPPED, "not refused"),
        admission::close);
  }

  private DiscardReason append() {
    return admission.append(new byte[MESSAGE_BYTES], MESSAGE_BYTES, Severity.ERROR);
  }

  private void makeRoom() {
    ring.read("", (message, position, none) -> true);
    ring.release(ring.sent());
    admission.roomMade();
  }
}
