package io.github.failoversyslog.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** The machine's time of day: set forward and back again and again, or standing still. */
final class WallClock implements InstantSource {
  private static final int READINGS_PER_FAULT = 4;
  private static final int MOST_HOURS = 100_000;

  private final VirtualTime timeline;
  private final Random random;
  private Instant base = Instant.EPOCH.plus(Duration.ofDays(20_000));
  private boolean still;

  /**
   * @param seed of the faults, so that they change no other fault
   */
  WallClock(VirtualTime timeline, long seed) {
    this.timeline = timeline;
    this.random = new Random(seed);
  }

  @Override
  public Instant instant() {
    if (random.nextInt(READINGS_PER_FAULT) == 0) {
      base = base.plus(Duration.ofHours(random.nextInt(2 * MOST_HOURS) - MOST_HOURS));
      still = random.nextBoolean();
    }
    return still ? base : base.plusNanos(timeline.now());
  }
}
