package io.github.failoversyslog.engine;

import java.util.EnumSet;
import java.util.Set;

/** The situations that one schedule has reached. */
final class Situations {
  private final Set<Situation> seen = EnumSet.noneOf(Situation.class);

  void saw(Situation situation) {
    seen.add(situation);
  }

  void sawIf(boolean isThere, Situation situation) {
    if (isThere) {
      seen.add(situation);
    }
  }

  void sawAll(Situations others) {
    seen.addAll(others.seen);
  }

  Set<Situation> seen() {
    return seen;
  }
}
