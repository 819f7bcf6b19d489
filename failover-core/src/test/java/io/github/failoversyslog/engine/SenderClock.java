package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;

import java.util.function.LongSupplier;

/**
 * The monotonic clock that the sender reads. The sender may be paused at any reading, while the
 * rest of the world continues.
 */
final class SenderClock implements LongSupplier {

  /** When the sender is paused. */
  enum Pause {
    /** Before it reads the clock. */
    BEFORE_READING,
    /** Just after it has read the clock, so that it continues with an old time. */
    AFTER_READING,
    /** With its machine: its clock stands still, too. */
    MACHINE_SUSPENDED
  }

  private final VirtualTime timeline;
  private final Story story;
  private int readingsUntilPause = -1; // below 0: no pause
  private long pauseNanos;
  private Pause pause = Pause.BEFORE_READING;
  private Runnable whenPaused = () -> {};
  private long continuedAtNanos = Long.MIN_VALUE; // time of the world, after the last pause
  private long pausedNanos;
  private long lookedAtNanos;
  private long suspendedNanos; // how far it is behind the world's time

  SenderClock(VirtualTime timeline, Story story) {
    this.timeline = timeline;
    this.story = story;
  }

  @Override
  public long getAsLong() {
    long before = now();
    if (readingsUntilPause < 0 || readingsUntilPause-- > 0) {
      return before;
    }
    Pause how = pause; // another one may be asked for meanwhile
    long nanos = pauseNanos;
    story.tell(() -> "the sender is paused for " + nanos / MILLISECOND + " ms: " + how);
    whenPaused.run();
    timeline.moveTo(timeline.now() + nanos);
    continuedAtNanos = timeline.now();
    pausedNanos += nanos;
    if (how == Pause.MACHINE_SUSPENDED) {
      suspendedNanos += nanos;
    }
    return how == Pause.AFTER_READING ? before : now();
  }

  /** The time, without a pause. */
  long now() {
    return timeline.now() - suspendedNanos;
  }

  /** The time of the world at a time of this clock. */
  long worldTimeAt(long nanos) {
    return nanos == Long.MAX_VALUE ? nanos : nanos + suspendedNanos;
  }

  /**
   * Pauses the sender for a time, after a number of readings.
   *
   * @param begun called at the beginning of the pause, unless another one takes its place before
   */
  void pauses(int afterReadings, long nanos, Pause how, Runnable begun) {
    readingsUntilPause = afterReadings;
    pauseNanos = nanos;
    pause = how;
    whenPaused = begun;
  }

  /** All connections were polled at this time of this clock. */
  void looked(long nanos) {
    lookedAtNanos = nanos;
  }

  /** When all connections were last polled, as a time of the world unless it was paused since. */
  long lookedAtWorldNanos() {
    return worldTimeAt(lookedAtNanos);
  }

  /** How long all its pauses were together. */
  long pausedNanos() {
    return pausedNanos;
  }

  /** Whether a pause is still to come. */
  boolean isPauseDue() {
    return readingsUntilPause >= 0;
  }

  /** Whether it was not paused since this time of the world. */
  boolean hasRunSince(long nanos) {
    return continuedAtNanos < nanos;
  }

  /** Drops a pause that is still to come. */
  void pausesNoMore() {
    readingsUntilPause = -1;
  }
}
