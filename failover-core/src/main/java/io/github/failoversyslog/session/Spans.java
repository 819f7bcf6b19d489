package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A set of ring positions, stored as spans from one position (inclusive) to another (exclusive);
 * records begin at both. Adding a span that continues the last one takes constant time and
 * allocates nothing; another one takes time that grows with the logarithm of their number.
 */
public final class Spans {
  private final NavigableMap<Long, Long> earlier = new TreeMap<>(); // ends; by where they begin
  private long lastFrom;
  private long lastTo; // the last span is empty only while there is no other

  /** A set of one span, which may be empty. */
  public static Spans of(long from, long to) {
    Spans spans = new Spans();
    spans.add(from, to);
    return spans;
  }

  /** Adds a span, which may be empty. */
  public void add(long from, long to) {
    if (from == lastTo) {
      lastTo = Math.max(lastTo, to);
    } else if (from < to && (from < lastFrom || to > lastTo)) {
      insert(from, to);
    }
  }

  private void insert(long from, long to) {
    putLast();
    long newFrom = from;
    long newTo = to;
    Map.Entry<Long, Long> near = earlier.floorEntry(to);
    while (near != null && near.getValue() >= from) {
      newFrom = Math.min(newFrom, near.getKey());
      newTo = Math.max(newTo, near.getValue());
      earlier.remove(near.getKey());
      near = earlier.floorEntry(to);
    }
    earlier.put(newFrom, newTo);
    Map.Entry<Long, Long> last = earlier.pollLastEntry();
    lastFrom = last.getKey();
    lastTo = last.getValue();
  }

  private void putLast() {
    if (lastFrom < lastTo) {
      earlier.put(lastFrom, lastTo);
    }
  }

  /** Adds what is between two positions and not in another set. */
  public void addWithout(Spans others, long from, long to) {
    if (others.isEmpty()) {
      add(from, to);
      return;
    }
    long at = from;
    for (Map.Entry<Long, Long> other : others.all().entrySet()) {
      add(at, Math.min(other.getKey(), to));
      at = Math.max(at, other.getValue());
    }
    add(at, to);
  }

  private NavigableMap<Long, Long> all() {
    NavigableMap<Long, Long> all = new TreeMap<>(earlier);
    if (lastFrom < lastTo) {
      all.put(lastFrom, lastTo);
    }
    return all;
  }

  public boolean isEmpty() {
    return lastFrom == lastTo;
  }

  /** The end of the last span; 0 if there is none. */
  public long end() {
    return lastTo;
  }

  /** The spans in order, such as "[0, 16) [48, 64)". */
  @Override
  public String toString() {
    return all().entrySet().stream()
        .map(span -> "[" + span.getKey() + ", " + span.getValue() + ")")
        .collect(Collectors.joining(" "));
  }

  /** May forget the spans that end at or before this position. */
  public void forgetBefore(long position) {
    while (!earlier.isEmpty() && earlier.firstEntry().getValue() <= position) {
      earlier.pollFirstEntry();
    }
  }

  /**
   * Counts the messages of this set that are still in the ring and between these positions. Reader
   * only.
   */
  public int countMessages(MessageRing ring, long from, long to) {
    int last = countMessages(ring, lastFrom, lastTo, from, to);
    return earlier.isEmpty() ? last : last + countEarlier(ring, from, to);
  }

  private int countEarlier(MessageRing ring, long from, long to) {
    return earlier.headMap(to).entrySet().stream()
        .mapToInt(span -> countMessages(ring, span.getKey(), span.getValue(), from, to))
        .sum();
  }

  private static int countMessages(MessageRing ring, long from, long to, long first, long end) {
    return ring.countMessages(Math.max(ring.released(), Math.max(from, first)), Math.min(to, end));
  }

  /** Counts the messages of this set that are still in the ring. Reader only. */
  public int countMessages(MessageRing ring) {
    return countMessages(ring, this);
  }

  /** Counts the messages in both sets that are still in the ring. Reader only. */
  public int countMessages(MessageRing ring, Spans others) {
    return others.all().entrySet().stream()
        .mapToInt(other -> countMessages(ring, other.getKey(), other.getValue()))
        .sum();
  }
}
