package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of ring positions, stored as spans from one position (inclusive) to another (exclusive);
 * records begin at both. Adding a span that continues the last one takes constant time and
 * allocates nothing.
 */
public final class Spans {
  private record Span(long from, long to) {}

  private final List<Span> earlier = new ArrayList<>(); // in order; not adjacent, nor to the last
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
    List<Span> all = all();
    long newFrom = from;
    long newTo = to;
    List<Span> apart = new ArrayList<>();
    for (Span span : all) {
      if (span.to < from || span.from > to) {
        apart.add(span);
      } else {
        newFrom = Math.min(newFrom, span.from);
        newTo = Math.max(newTo, span.to);
      }
    }
    int behind = 0;
    while (behind < apart.size() && apart.get(behind).to < newFrom) {
      behind++;
    }
    apart.add(behind, new Span(newFrom, newTo));
    Span last = apart.remove(apart.size() - 1);
    earlier.clear();
    earlier.addAll(apart);
    lastFrom = last.from;
    lastTo = last.to;
  }

  private List<Span> all() {
    List<Span> all = new ArrayList<>(earlier);
    if (lastFrom < lastTo) {
      all.add(new Span(lastFrom, lastTo));
    }
    return all;
  }

  /** May forget the spans that end at or before this position. */
  public void forgetBefore(long position) {
    if (!earlier.isEmpty()) {
      earlier.removeIf(span -> span.to <= position);
    }
  }

  /**
   * Counts the messages of this set that are still in the ring and between these positions. Reader
   * only.
   */
  public int countMessages(MessageRing ring, long from, long to) {
    int messages = countMessages(ring, lastFrom, lastTo, from, to);
    for (Span span : earlier) {
      messages += countMessages(ring, span.from, span.to, from, to);
    }
    return messages;
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
    return others.all().stream().mapToInt(other -> countMessages(ring, other.from, other.to)).sum();
  }
}
