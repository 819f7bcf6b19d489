package io.github.failoversyslog.engine;

import java.util.function.Supplier;

/** The events of a schedule with their times; recorded only on request. */
final class Story {
  private final StringBuilder lines = new StringBuilder();
  private final boolean told;
  private final VirtualTime timeline;

  Story(boolean told, VirtualTime timeline) {
    this.told = told;
    this.timeline = timeline;
  }

  void tell(Supplier<String> line) {
    if (told) {
      lines.append(String.format("%10.4f s  ", timeline.now() / 1e9)).append(line.get());
      lines.append('\n');
    }
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
