package io.github.failoversyslog.it.application;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a test has opened, to be closed at its end: the last one first. */
public final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T one) {
    open.push(one);
    return one;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new AssertionError(one + " cannot be closed", e);
    }
  }
}
