package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.Batch;
import io.github.failoversyslog.faults.KillableServer;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases in which the network breaks the connections that there are and lets new ones pass: no probe
 * notices that, and no server is down.
 */
abstract class BrokenFlowsFixture extends VanishedServersFixture {
  private Set<String> before = Set.of();
  private String inUse = "";

  BrokenFlowsFixture(Framework framework) {
    super(framework);
  }

  /** Starts a case and returns when there was a check of its connection, which gave a receipt. */
  ApplicationProcess start(FlowCase its) {
    if (its.isEncrypted()) {
      encrypt();
    }
    openServers(its.servers());
    ApplicationProcess application = start(its.eventsPerSecond(), its.settings());
    awaitMore(server(0), 1);
    if (!its.asksForReceipts()) {
      Eventually.until("a check of the connection", () -> server(0).connections() > 1);
    }
    awaitMore(server(0), 1 + its.eventsPerSecond()); // and a second later
    return application;
  }

  /** The most events that may have to be sent again. */
  long mostUnproven(FlowCase its) {
    // Proof come every 200 ms; the rest is for a machine that has much else to do.
    return its.asksForReceipts()
        ? 2 + its.eventsPerSecond() + arrivedOnNewConnectionBeforeRest()
        : arrivedWithoutReceipt();
  }

  /** Does this to all connections that the application has to the server's host. */
  void breakFlows(
      ApplicationProcess application, int server, BiConsumer<Host, List<Integer>> fault) {
    List<Batch> batches = server(server).batches();
    before = batches.stream().map(Batch::connection).collect(Collectors.toSet());
    inUse =
        batches.stream()
            .filter(batch -> batch.numbers().length > 0)
            .reduce((older, newer) -> newer)
            .map(Batch::connection)
            .orElseThrow();
    Host host = host(server);
    happens(application, () -> fault.accept(host, applicationHost().flowsTo(host)));
  }

  /** Waits for a message on a connection that is newer than the fault. */
  void awaitNewConnection() {
    Eventually.until("a message on a new connection", () -> newBatches().findAny().isPresent());
  }

  /** Waits until the first event that the old connection has not brought was brought by another. */
  void awaitRestOfOldConnection() {
    awaitNewConnection();
    int first = firstNotBrought();
    Eventually.until(
        "event %d, the first that the old connection has not brought".formatted(first),
        () -> bring(first).findAny().isPresent());
  }

  private Stream<Batch> allBatches() {
    return servers().stream().map(KillableServer::batches).flatMap(List::stream);
  }

  private Stream<Batch> newBatches() {
    return allBatches()
        .filter(batch -> !before.contains(batch.connection()) && batch.numbers().length > 0);
  }

  private Stream<Batch> bring(int event) {
    return newBatches()
        .filter(
            batch -> {
              for (long number : batch.numbers()) {
                if (number == event) {
                  return true;
                }
              }
              return false;
            });
  }

  private int firstNotBrought() {
    BitSet brought = new BitSet();
    allBatches()
        .filter(batch -> before.contains(batch.connection()))
        .forEach(
            batch -> {
              for (long number : batch.numbers()) {
                brought.set((int) number);
              }
            });
    return brought.nextClearBit(0);
  }

  /** From the fault to the first message on a new connection. */
  Duration firstOnNewConnection() {
    return sinceFault(newBatches());
  }

  /**
   * From the fault to the first arrival of the first event that the old connection has not brought.
   */
  Duration restOfOldConnection() {
    return sinceFault(bring(firstNotBrought()));
  }

  private Duration sinceFault(Stream<Batch> batches) {
    return Duration.ofNanos(batches.mapToLong(Batch::nanos).min().orElseThrow() - brokenAtNanos());
  }

  /**
   * How many events had arrived without a receipt when the unproven ones were sent again: on the
   * connection that was in use at the fault, and until then on a new one that had taken its place.
   */
  long arrivedWithoutReceipt() {
    return arrived(allBatches().filter(batch -> batch.connection().equals(inUse)))
        + arrivedOnNewConnectionBeforeRest();
  }

  /** These are sent again behind what the old one may have lost, receipts or not. */
  private long arrivedOnNewConnectionBeforeRest() {
    long rest = brokenAtNanos() + restOfOldConnection().toNanos();
    long sentAgain = Math.max(rest, firstRepeatNanos());
    return arrived(newBatches().filter(batch -> batch.nanos() < sentAgain));
  }

  /** Nothing is sent again before the old connection is given up, even if it has lost nothing. */
  private long firstRepeatNanos() {
    BitSet arrived = new BitSet();
    List<Batch> inOrder = allBatches().sorted(Comparator.comparingLong(Batch::nanos)).toList();
    for (Batch batch : inOrder) {
      for (long number : batch.numbers()) {
        if (arrived.get((int) number)) {
          return batch.nanos();
        }
        arrived.set((int) number);
      }
    }
    return Long.MIN_VALUE;
  }

  private static long arrived(Stream<Batch> batches) {
    return batches.mapToLong(batch -> batch.numbers().length).sum();
  }

  /** Prints the case's line; what was written twice had no receipt. */
  void reportFlow(String name, CaseResult outcome, long mostRepeats) {
    report(
        name,
        outcome,
        "first message on a new connection after %s, the first that the old one lost after %s | unproven at most %,d | renewals %d, receipts %d"
            .formatted(
                seconds(firstOnNewConnection()),
                seconds(restOfOldConnection()),
                mostRepeats,
                outcome.account().renewals(),
                outcome.account().receipts()));
    assertThat(outcome.tally().repeated()).as("repeated").isLessThanOrEqualTo(mostRepeats);
  }
}
