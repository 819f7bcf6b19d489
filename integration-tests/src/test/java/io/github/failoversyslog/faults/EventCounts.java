package io.github.failoversyslog.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Compares the logged events with those the servers have read. */
public final class EventCounts {
  private final byte[][] arrivals; // per caller and event: 0, 1, or 2 for more
  private final int[] newest; // index of each caller's newest event so far
  private final Map<String, Long> firstOfConnections = new LinkedHashMap<>(); // in order of time
  private final Map<String, Long> repeatsOfConnections = new LinkedHashMap<>();
  private final List<Batch> batches; // in order of time
  private int once;
  private long repeated;
  private int outOfOrder;
  private long unknown;

  private EventCounts(int[] logged, List<Batch> batches) {
    this.batches = batches;
    this.newest = new int[logged.length];
    this.arrivals = new byte[logged.length][];
    for (int caller = 0; caller < logged.length; caller++) {
      arrivals[caller] = new byte[logged[caller]];
    }
  }

  /**
   * @param logged how many events each caller has logged
   */
  public static EventCounts of(int[] logged, Collection<KillableServer> servers) {
    List<Batch> all = new ArrayList<>();
    servers.forEach(server -> all.addAll(server.batches()));
    return ofBatches(logged, all);
  }

  static EventCounts ofBatches(int[] logged, List<Batch> batches) {
    List<Batch> inOrder = new ArrayList<>(batches);
    inOrder.sort(Comparator.comparingLong(Batch::nanos));
    EventCounts counts = new EventCounts(logged, inOrder);
    for (Batch batch : inOrder) {
      for (long number : batch.numbers()) {
        long repeatedBefore = counts.repeated;
        counts.arrived(number);
        counts.firstOfConnections.putIfAbsent(batch.connection(), number);
        counts.repeatsOfConnections.merge(
            batch.connection(), counts.repeated - repeatedBefore, Long::sum);
      }
    }
    return counts;
  }

  private void arrived(long number) {
    int caller = number < 0 ? arrivals.length : NumberedEvents.callerOf(number);
    int index = NumberedEvents.indexOf(number);
    if (caller >= arrivals.length || index >= arrivals[caller].length) {
      unknown++;
      return;
    }
    switch (arrivals[caller][index]) {
      case 0 -> {
        arrivals[caller][index] = 1;
        once++;
        outOfOrder += index < newest[caller] ? 1 : 0;
        newest[caller] = Math.max(newest[caller], index);
      }
      case 1 -> {
        arrivals[caller][index] = 2;
        once--;
        repeated++;
      }
      default -> repeated++;
    }
  }

  public int sent() {
    int sent = 0;
    for (byte[] ofCaller : arrivals) {
      sent += ofCaller.length;
    }
    return sent;
  }

  /** Events that arrived exactly once. */
  int once() {
    return once;
  }

  /** Arrivals beyond the first of each event. */
  public long repeated() {
    return repeated;
  }

  /** Repeats on each connection that delivered any event, ordered by time. */
  List<Long> repeatsOfConnections() {
    return List.copyOf(repeatsOfConnections.values());
  }

  /**
   * Returns how many different events had arrived within this time before the first event of each
   * connection that delivered any, ordered by time.
   */
  List<Long> arrivedBeforeConnections(Duration time) {
    Set<String> begun = new HashSet<>();
    List<Long> arrived = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      if (batch.numbers().length > 0 && begun.add(batch.connection())) {
        long since = batch.nanos() - time.toNanos();
        arrived.add(
            countDistinct(
                batches.subList(0, i).stream().filter(earlier -> earlier.nanos() >= since)));
      }
    }
    return arrived;
  }

  private static long countDistinct(Stream<Batch> some) {
    Map<Integer, BitSet> ofCallers = new HashMap<>();
    some.flatMapToLong(batch -> Arrays.stream(batch.numbers()))
        .filter(number -> number >= 0)
        .forEach(
            number ->
                ofCallers
                    .computeIfAbsent(NumberedEvents.callerOf(number), caller -> new BitSet())
                    .set(NumberedEvents.indexOf(number)));
    return ofCallers.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** Events whose first arrival was after the first arrival of a later event of the same caller. */
  public int outOfOrder() {
    return outOfOrder;
  }

  /** Frames with a number that was never logged, and bytes that are not a valid frame. */
  public long unknown() {
    return unknown;
  }

  /** The numbers of the events that never arrived, ascending. */
  public long[] lost() {
    return lost(lengths());
  }

  private int[] lengths() {
    int[] lengths = new int[arrivals.length];
    for (int caller = 0; caller < lengths.length; caller++) {
      lengths[caller] = arrivals[caller].length;
    }
    return lengths;
  }

  /**
   * Returns the lost events among the first events of each caller.
   *
   * @param first number of events per caller, at most what was logged
   */
  long[] lost(int[] first) {
    LongStream.Builder lost = LongStream.builder();
    for (int caller = 0; caller < arrivals.length; caller++) {
      for (int index = 0; index < first[caller]; index++) {
        if (arrivals[caller][index] == 0) {
          lost.add(NumberedEvents.number(caller, index));
        }
      }
    }
    return lost.build().toArray();
  }

  /** The first event of each connection that delivered any, ordered by time. */
  List<Long> firstOfConnections() {
    return List.copyOf(firstOfConnections.values());
  }

  @Override
  public String toString() {
    return "sent %,d | once %,d | repeated %,d | lost %,d | out of order %,d"
        .formatted(sent(), once, repeated, lost().length, outOfOrder);
  }
}
