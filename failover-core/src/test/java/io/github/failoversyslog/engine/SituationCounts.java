package io.github.failoversyslog.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/** How many schedules have reached each situation, and a seed of one that has. Any thread. */
final class SituationCounts {
  private static final long ENOUGH_FOR_ALL = 100_000; // schedules
  private static final long ENOUGH_FOR_MOST = 16_000;

  private final AtomicLongArray schedules = new AtomicLongArray(Situation.values().length);
  private final AtomicLongArray seeds = new AtomicLongArray(Situation.values().length);

  /** A schedule has reached these situations. */
  void add(long seed, Set<Situation> seen) {
    for (Situation situation : seen) {
      if (schedules.getAndIncrement(situation.ordinal()) == 0) {
        seeds.set(situation.ordinal(), seed);
      }
    }
  }

  /** The situations that no schedule has reached, of those that so many schedules have to reach. */
  List<Situation> missing(long played) {
    return Stream.of(Situation.values())
        .filter(one -> played >= (one.isRare() ? ENOUGH_FOR_ALL : ENOUGH_FOR_MOST))
        .filter(one -> schedules.get(one.ordinal()) == 0)
        .toList();
  }

  /** A line for each situation. */
  String table() {
    StringBuilder table = new StringBuilder("schedules  a seed            situation\n");
    Stream.of(Situation.values())
        .forEach(
            one ->
                table.append(
                    String.format(
                        "%9d  %-16d  %s%n",
                        schedules.get(one.ordinal()), seeds.get(one.ordinal()), one)));
    return table.toString();
  }
}
