package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.OwnMessage;
import io.github.failoversyslog.report.OwnReports;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.Writers;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.status.Server;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The parts of a delivery in which its tests differ. */
record DeliveryParts(
    SenderConfig config,
    Rules rules,
    Network network,
    MessageStore store,
    Admission admission,
    Counters counters,
    StatusReporter reporter,
    Shutdown shutdown,
    Platform platform) {
  private static final int INPUT_BYTES = 512;

  /**
   * What the delivery connects to and how.
   *
   * @param servers the primary first
   * @param sessions creates one for each connection
   */
  record Network(
      List<Server> servers,
      Connector connector,
      Supplier<Session> sessions,
      long connectTimeoutNanos,
      Connections.Settings settings) {}

  /** A platform whose backoffs are not varied and which resolves no name. */
  static Platform platform(LongSupplier clock) {
    return new Platform(
        clock,
        InstantSource.fixed(Instant.EPOCH),
        () -> 0.5,
        host -> CompletableFuture.completedFuture(List.of()));
  }

  /**
   * @param send appends one of the sender's own messages to the buffer; false if there is no room
   */
  Delivery delivery(Predicate<OwnMessage> send) {
    return watched(send, (before, signal, after) -> {}).delivery();
  }

  /** A delivery whose steps can be watched, and its connections. */
  record Watched(Delivery delivery, FailoverControl control, Connections connections) {}

  /** See {@link #delivery}. */
  Watched watched(Predicate<OwnMessage> send, WatchedSignals.StepListener listener) {
    WatchedSignals signals = new WatchedSignals(listener);
    Connections connections =
        new Connections(
            network.settings(),
            PumpParts.shared(INPUT_BYTES, store.ring(), counters, platform.clock()),
            signals::add,
            admission::discardRejected);
    Announcer announcer = new Announcer(config, counters, reporter, platform.wallClock());
    FailoverControl control =
        new FailoverControl(
            new FailoverMachine(rules),
            signals,
            new OperatorRequests(() -> {}),
            attempts(signals),
            connections,
            announcer,
            shutdown,
            platform);
    signals.stateIs(control::state);
    return new Watched(
        new Delivery(
            connections,
            control,
            store,
            admission,
            new Reports(counters, reporter, announcer),
            new OwnReports(
                config.monitoring(),
                announcer::offerReportedChange,
                counters,
                reporter,
                platform.wallClock(),
                send),
            shutdown,
            platform.clock(),
            Writers.lastAppends()),
        control,
        connections);
  }

  private ConnectAttempts attempts(Queue<Signal> signals) {
    return new ConnectAttempts(
        network.servers(),
        new ConnectAttempt.Environment(
            network.connector(),
            network.sessions(),
            platform.clock(),
            network.connectTimeoutNanos(),
            signals::add));
  }
}
