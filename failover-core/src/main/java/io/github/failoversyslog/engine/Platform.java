package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Resolver;
import io.github.failoversyslog.net.SystemResolver;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Clocks, randomness and name resolution; replaced in tests.
 *
 * @param clock nanoseconds; never decreases
 * @param random 0 (inclusive) to 1 (exclusive)
 */
public record Platform(
    LongSupplier clock, InstantSource wallClock, DoubleSupplier random, Resolver resolver) {

  public static Platform system() {
    long start = System.nanoTime();
    return new Platform(
        () -> System.nanoTime() - start,
        InstantSource.system(),
        () -> ThreadLocalRandom.current().nextDouble(),
        SystemResolver.shared());
  }
}
