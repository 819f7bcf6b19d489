package io.github.failoversyslog.failover;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a client of a comparison waits for: the servers' answers, after their delay. */
final class Answers<T> {
  private final ComparedServers servers;
  private final Deque<Answer<T>> answers = new ArrayDeque<>();

  private record Answer<T>(T what, long atMillis) {}

  Answers(ComparedServers servers) {
    this.servers = servers;
  }

  void await(T what) {
    answers.add(new Answer<>(what, servers.millis() + servers.settings().delayMillis()));
  }

  void forget(T what) {
    answers.removeIf(answer -> answer.what().equals(what));
  }

  boolean isAwaited(T what) {
    return answers.stream().anyMatch(answer -> answer.what().equals(what));
  }

  /** When the next one comes, or {@link Long#MAX_VALUE}. */
  long nextMillis() {
    Answer<T> next = answers.peek();
    return next == null ? Long.MAX_VALUE : next.atMillis();
  }

  boolean isDue() {
    return nextMillis() <= servers.millis();
  }

  T remove() {
    return answers.remove().what();
  }
}
