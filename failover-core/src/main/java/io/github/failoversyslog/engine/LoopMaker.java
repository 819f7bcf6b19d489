package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.ConnectionSettings;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.OwnMessages;
import io.github.failoversyslog.report.OwnReports;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.ring.LastAppends;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.Spans;
import io.github.failoversyslog.wire.Encoding;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Assembles what only the sender's thread uses: the loop and everything it owns. Runs on that
 * thread, since this takes long in a virtual machine that has just started.
 */
record LoopMaker(
    SenderConfig config,
    Platform platform,
    Doorbell doorbell,
    OperatorRequests requests,
    MessageStore store,
    Encoding encoding,
    Admission admission,
    Reports reports,
    Shutdown shutdown) {
  private static final int INPUT_BYTES = 16 * 1024;

  SenderLoop newLoop() {
    Selector selector = doorbell.selector();
    LoopTasks tasks = new LoopTasks(selector);
    Queue<Signal> signals = new ArrayDeque<>();
    AttemptMaker maker = attemptMaker();
    ConnectAttempts attempts =
        new ConnectAttempts(config.servers(), maker.environment(selector, tasks, signals::add));
    Connections connections = connections(maker, signals::add);
    FailoverControl control =
        new FailoverControl(
            new FailoverMachine(rules(config)),
            signals,
            requests,
            attempts,
            connections,
            reports.announcer(),
            shutdown,
            platform);
    Delivery delivery =
        new Delivery(
            connections,
            control,
            store,
            admission,
            reports,
            ownReports(),
            shutdown,
            platform.clock(),
            LastAppends.SYSTEM);
    return new SenderLoop(
        delivery,
        tasks,
        selector,
        doorbell,
        store,
        shutdown,
        platform.clock(),
        LockSupport::parkNanos);
  }

  private OwnReports ownReports() {
    Counters counters = reports.counters();
    OwnMessages messages = new OwnMessages(store.ring(), encoding, counters, platform.wallClock());
    return new OwnReports(
        config.monitoring(),
        reports.announcer()::offerReportedChange,
        counters,
        reports.status(),
        platform.wallClock(),
        messages::offer);
  }

  static Rules rules(SenderConfig config) {
    ConnectionSettings connection = config.connection();
    return new Rules(
        config.servers().size(),
        config.failback().isPresent(),
        config.failback().map(failback -> failback.tcpProbeInterval().toNanos()).orElse(0L),
        config.failback().map(failback -> failback.successfulProbesRequired()).orElse(1),
        config.canProbe() ? connection.livenessProbeInterval().toNanos() : 0,
        config.canRenew(),
        connection.stableAfter().toNanos(),
        new Backoff(
            connection.reconnectDelay().toNanos(), connection.maxReconnectDelay().toNanos()));
  }

  private AttemptMaker attemptMaker() {
    return new AttemptMaker(config, platform, encoding, reports.counters().truncated::increment);
  }

  private Connections connections(AttemptMaker maker, Consumer<Signal> signals) {
    ConnectionSettings connection = config.connection();
    return new Connections(
        new Connections.Settings(
            maker.batchBytes(),
            connection.writeTimeout().toNanos(),
            connection.closeTimeout().toNanos(),
            maker.ourKernelBytes()),
        new MessagePump.Shared(
            ByteBuffer.allocateDirect(INPUT_BYTES),
            store.ring(),
            reports.counters(),
            platform.clock(),
            new LastPoll(platform.clock().getAsLong()),
            new Spans(),
            receiptRefusals()),
        signals,
        admission::discardRejected);
  }

  ReceiptRefusals receiptRefusals() {
    return new ReceiptRefusals(text -> reports.status().report(StatusLines.configuration(text)));
  }
}
