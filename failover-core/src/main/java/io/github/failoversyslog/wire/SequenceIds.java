package io.github.failoversyslog.wire;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts from 1 to 2147483647, and from 1 again: RFC 5424 section 7.3.1. Any thread. */
final class SequenceIds {
  private final AtomicInteger last;

  /**
   * @param last 0, or the number after which to go on
   */
  SequenceIds(int last) {
    this.last = new AtomicInteger(last);
  }

  int next() {
    int id = last.incrementAndGet();
    while (id <= 0) { // it overflowed; one of the threads resets it
      last.compareAndSet(id, 0);
      id = last.incrementAndGet();
    }
    return id;
  }
}
