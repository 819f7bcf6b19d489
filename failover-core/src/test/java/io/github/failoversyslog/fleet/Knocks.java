package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.Arrays;

/** The times of connection requests to one server: connects, probes and liveness probes. */
final class Knocks {
  private long[] atNanos = new long[1024]; // in ascending order
  private int count;

  void add(long nanos) {
    if (count == atNanos.length) {
      atNanos = Arrays.copyOf(atNanos, 2 * count);
    }
    atNanos[count++] = nanos;
  }

  /** The largest number within any period of one second that starts between the two times. */
  int mostInASecond(long fromNanos, long toNanos) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < count && atNanos[last] < toNanos; last++) {
      while (atNanos[first] < fromNanos || atNanos[last] - atNanos[first] >= SECOND) {
        if (first == last) {
          break;
        }
        first++;
      }
      most = Math.max(most, atNanos[last] < fromNanos ? 0 : last - first + 1);
    }
    return most;
  }

  /** The number within one second from the first one between the two times. */
  int inTheFirstSecond(long fromNanos, long toNanos) {
    int first = 0;
    while (first < count && atNanos[first] < fromNanos) {
      first++;
    }
    int last = first;
    while (last < count && atNanos[last] < toNanos && atNanos[last] - atNanos[first] < SECOND) {
      last++;
    }
    return last - first;
  }

  /** The number between the two times. */
  int all(long fromNanos, long toNanos) {
    return (int)
        Arrays.stream(atNanos, 0, count).filter(at -> at >= fromNanos && at < toNanos).count();
  }

  /** The number in each second between the two times. */
  int[] perSecond(long fromNanos, long toNanos) {
    int[] seconds = new int[(int) ((toNanos - fromNanos) / SECOND)];
    for (int i = 0; i < count; i++) {
      if (atNanos[i] >= fromNanos && atNanos[i] < toNanos) {
        seconds[(int) ((atNanos[i] - fromNanos) / SECOND)]++;
      }
    }
    return seconds;
  }
}
