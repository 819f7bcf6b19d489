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
 * Base class of cases in which the network breaks the existing connections and lets new ones pass:
 * no probe detects this, and no server is down.
 */
abstract class BrokenFlowsFixture extends VanishedServersFixture {
  private Set<String> before = Set.of();
  private String inUse = "";

  BrokenFlowsFixture(Framework framework) {
    super(framework);
  }

  /** Starts a case and waits until its connection has been checked with a receipt. */
  ApplicationProcess start(FlowCase flowCase) {
    if (flowCase.isEncrypted()) {
      encrypt();
    }
    openServers(flowCase.servers());
    ApplicationProcess application = start(flowCase.eventsPerSecond(), flowCase.settings());
    awaitMore(server(0), 1);
    if (!flowCase.asksForReceipts()) {
      Eventually.until("a check of the connection", () -> server(0).connections() > 1);
    }
    awaitMore(server(0), 1 + flowCase.eventsPerSecond()); // and a second later
    return application;
  }

  /** The maximum number of events that may have to be sent again. */
  long maxUnconfirmed(FlowCase flowCase) {
    // A receipt comes every 200 ms; the rest is a margin for a busy machine.
    return flowCase.asksForReceipts()
        ? 2 + flowCase.eventsPerSecond() + arrivedOnNewConnectionBeforeRest()
        : arrivedWithoutReceipt();
  }

  /** Applies the fault to all connections from the application to the server's host. */
  void breakConnections(
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
    injectFault(application, () -> fault.accept(host, applicationHost().flowsTo(host)));
  }

  /** Waits for a message on a connection that was opened after the fault. */
  void awaitNewConnection() {
    Eventually.until("a message on a new connection", () -> newBatches().findAny().isPresent());
  }

  /** Waits until the first event lost by the old connection has arrived on another one. */
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

  /** Time from the fault to the first message on a new connection. */
  Duration firstOnNewConnection() {
    return sinceFault(newBatches());
  }

  /** Time from the fault until the first event lost by the old connection arrives. */
  Duration restOfOldConnection() {
    return sinceFault(bring(firstNotBrought()));
  }

  private Duration sinceFault(Stream<Batch> batches) {
    return Duration.ofNanos(batches.mapToLong(Batch::nanos).min().orElseThrow() - brokenAtNanos());
  }

  /**
   * How many events had arrived without a receipt when the unproven ones were sent again: those on
   * the connection in use at the fault, and those on its replacement until then.
   */
  long arrivedWithoutReceipt() {
    return arrived(allBatches().filter(batch -> batch.connection().equals(inUse)))
        + arrivedOnNewConnectionBeforeRest();
  }

  /**
   * These events follow the possibly lost ones and are sent again with them, with or without
   * receipts.
   */
  private long arrivedOnNewConnectionBeforeRest() {
    long rest = brokenAtNanos() + restOfOldConnection().toNanos();
    long sentAgain = Math.max(rest, firstRepeatNanos());
    return arrived(newBatches().filter(batch -> batch.nanos() < sentAgain));
  }

  /** Nothing is sent again before the old connection is abandoned, even if it has lost nothing. */
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

  /** Prints the result line of a case; only events without a receipt may arrive twice. */
  void reportFlow(String name, CaseResult outcome, long mostRepeats) {
    report(
        name,
        outcome,
        "first message on a new connection after %s, the first that the old one lost after %s | unproven at most %,d | renewals %d, receipts %d"
            .formatted(
                seconds(firstOnNewConnection()),
                seconds(restOfOldConnection()),
                mostRepeats,
                outcome.processReport().renewals(),
                outcome.processReport().receipts()));
    assertThat(outcome.counts().repeated()).as("repeated").isLessThanOrEqualTo(mostRepeats);
  }
}
