package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.ConnectionSettings;
import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.net.TcpConnector;
import io.github.failoversyslog.net.Transport;
import io.github.failoversyslog.net.UdpConnector;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.DiscardReport;
import io.github.failoversyslog.report.OwnMessages;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.wire.Encoding;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
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
  private static final int BATCH_BYTES = 64 * 1024;
  private static final int INPUT_BYTES = 16 * 1024;
  private static final int KERNEL_FACTOR = 4; // Linux doubles the buffer; records exceed frames

  /**
   * The most bytes that a server's kernel holds for one connection before the server reads them:
   * the limit up to which Linux grows a receive buffer automatically (the last number of tcp_rmem).
   */
  private static final long SERVERS_KERNEL_BYTES = 6 * 1024 * 1024;

  /** Within what time an ICMP port unreachable message is expected. */
  private static final Duration ICMP_TIMEOUT = Duration.ofSeconds(1);

  /**
   * How often a UDP server's name is resolved anew; nothing else shows that its address has
   * changed.
   */
  private static final Duration DATAGRAM_LOOK_UP_INTERVAL = Duration.ofSeconds(60);

  SenderLoop newLoop() {
    Selector selector = doorbell.selector();
    LoopTasks tasks = new LoopTasks(selector);
    Queue<Signal> signals = new ArrayDeque<>();
    ConnectAttempts attempts = attempts(connector(selector, tasks), signals::add);
    Connections connections = connections(signals::add);
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
            discardReport(),
            shutdown,
            platform.clock());
    return new SenderLoop(delivery, tasks, selector, doorbell, store, shutdown, platform.clock());
  }

  private DiscardReport discardReport() {
    Counters counters = reports.counters();
    OwnMessages own = new OwnMessages(store.ring(), encoding, counters, platform.wallClock());
    return new DiscardReport(counters, reports.status(), platform.wallClock(), own::offer);
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

  private Connector connector(Selector selector, LoopTasks tasks) {
    TcpConnector tcp =
        new TcpConnector(
            selector,
            platform.resolver(),
            tasks,
            platform.clock(),
            config.connection().connectTimeout().toNanos(),
            config.connection().sendBufferBytes(),
            config.tls().map(tls -> Transport.tls(tls, tasks)).orElseGet(Transport::plain));
    return config.protocol() == Protocol.UDP
        ? new UdpConnector(
            tcp,
            config.connection().probePort(),
            DATAGRAM_LOOK_UP_INTERVAL.toNanos(),
            reports.counters().truncated::increment)
        : tcp;
  }

  private ConnectAttempts attempts(Connector connector, Consumer<Signal> signals) {
    return new ConnectAttempts(
        config.servers(),
        new ConnectAttempt.Environment(
            connector,
            this::newSession,
            platform.clock(),
            config.connection().connectTimeout().toNanos(),
            signals));
  }

  private Connections connections(Consumer<Signal> signals) {
    ConnectionSettings connection = config.connection();
    int frameBytes = config.message().maxBytes() + encoding.overheadBytes();
    return new Connections(
        new Connections.Settings(
            Math.max(BATCH_BYTES, frameBytes),
            connection.writeTimeout().toNanos(),
            connection.closeTimeout().toNanos(),
            ourKernelBytes()),
        new MessagePump.Shared(
            ByteBuffer.allocateDirect(INPUT_BYTES),
            store.ring(),
            reports.counters(),
            platform.clock(),
            new Spans(),
            new ReceiptRefusals(text -> reports.status().report(StatusLines.configuration(text)))),
        signals);
  }

  /** The most bytes of the ring that our kernel's send buffer holds for one connection. */
  private long ourKernelBytes() {
    return (long) KERNEL_FACTOR * config.connection().sendBufferBytes();
  }

  private Session newSession() {
    ConnectionSettings connection = config.connection();
    return switch (config.protocol()) {
      case TCP, TLS ->
          new StreamSession(
              encoding.framing(),
              connection.resendWindow().toNanos(),
              ourKernelBytes(),
              ourKernelBytes() + SERVERS_KERNEL_BYTES,
              receiptRequests());
      case UDP ->
          new DatagramSession(
              Math.min(connection.resendWindow().toNanos(), ICMP_TIMEOUT.toNanos()));
      case RELP ->
          new RelpSession(
              config.relp().windowMessages(), config.relp().timeout().toNanos(), this::rejected);
    };
  }

  /** Counts a message that the server rejected: it is discarded, and not confirmed. */
  private void rejected() {
    admission.discard(DiscardReason.REJECTED);
    reports.counters().confirmed.decrement();
  }

  private ReceiptRequests receiptRequests() {
    return config.tls().filter(TlsSettings::receipts).isPresent()
        ? ReceiptRequests.inPairs(config.connection().writeTimeout().toNanos())
        : ReceiptRequests.none();
  }
}
