package io.github.failoversyslog.it.comparison;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Runs syslog-ng and this project's sender side by side: each fault is injected into the servers of
 * both at the same time, and the next one after both have handled it. Messages are sent
 * continuously.
 */
final class Comparison implements AutoCloseable {
  static final int PRIMARY = 0;
  static final int FAILOVER_1 = 1;
  static final int FAILOVER_2 = 2;

  private final long startNanos = System.nanoTime();
  private final String title;
  private final ComparedClient original;
  private final ComparedClient ours;

  /**
   * @param folder for the files of syslog-ng
   */
  Comparison(String title, Path folder, boolean failback) {
    this.title = title;
    this.original = new SyslogNgClient(folder, failback);
    this.ours = new SenderClient(failback);
  }

  private List<ComparedClient> both() {
    return List.of(original, ours);
  }

  private void injectFault(int server, Consumer<SyslogTestServer> fault) {
    both().forEach(client -> fault.accept(client.server(server)));
  }

  void kill(int... servers) {
    for (int server : servers) {
      injectFault(server, SyslogTestServer::crash);
    }
  }

  void bringBack(int server) {
    injectFault(server, SyslogTestServer::open);
  }

  void resetConnections(int server) {
    injectFault(server, SyslogTestServer::resetConnections);
  }

  /** Restarts the server for this many connections. */
  void bringBackFor(int connections, int server) {
    injectFault(server, each -> each.refuseAfter(connections));
    bringBack(server);
  }

  /** Waits until both send to this server. */
  void awaitDataAt(int server) {
    awaitMore("data at server " + server, client -> client.server(server).messages());
  }

  void awaitProbes(int probes) {
    await(probes + " probes", client -> client.server(PRIMARY).probes().size() >= probes);
  }

  void awaitFailedProbe() {
    awaitMore("a failed probe", ComparedClient::failedProbes);
  }

  void awaitAllTried() {
    await("every server tried", ComparedClient::hasTriedAll);
  }

  private void awaitMore(String what, ToLongFunction<ComparedClient> counter) {
    long originalBefore = counter.applyAsLong(original);
    long oursBefore = counter.applyAsLong(ours);
    await(
        what,
        client -> counter.applyAsLong(client) > (client == ours ? oursBefore : originalBefore));
  }

  private void await(String what, Predicate<ComparedClient> condition) {
    Eventually.until(
        "%s: %s, %s".formatted(title, what, both()),
        () -> {
          both().forEach(client -> client.send("flow"));
          return both().stream().allMatch(condition);
        });
  }

  String originalSequence() {
    return original.sequence();
  }

  String ourSequence() {
    return ours.sequence();
  }

  /** Prints the connection times. */
  void print() {
    System.out.printf(
        Locale.ROOT,
        "COMPARED %s%n  syslog-ng %s%n  here      %s%n",
        title,
        original.times(startNanos),
        ours.times(startNanos));
  }

  @Override
  public void close() {
    both().forEach(ComparedClient::close);
  }
}
