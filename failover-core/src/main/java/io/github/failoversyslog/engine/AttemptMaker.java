package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.ConnectionSettings;
import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.net.TcpConnector;
import io.github.failoversyslog.net.Transport;
import io.github.failoversyslog.net.UdpConnector;
import io.github.failoversyslog.session.DatagramSession;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.wire.Encoding;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Assembles, from the settings, what attempts to connect need: the connector and the sessions.
 *
 * @param cut called for every message that was truncated because it was too long for a datagram
 */
record AttemptMaker(SenderConfig config, Platform platform, Encoding encoding, Runnable cut) {
  private static final int BATCH_BYTES = 64 * 1024;
  private static final int KERNEL_FACTOR = 4; // Linux doubles the buffer; records exceed frames

  /**
   * The most bytes that a server's kernel holds for one connection before the server reads them:
   * the limit up to which Linux grows a receive buffer automatically (the last number of tcp_rmem).
   */
  private static final long SERVERS_KERNEL_BYTES = 6 * 1024 * 1024;

  /** Within what time an ICMP port unreachable message is expected. */
  static final Duration ICMP_TIMEOUT = Duration.ofSeconds(1);

  /**
   * How often a UDP server's name is resolved anew; nothing else shows that its address has
   * changed.
   */
  private static final Duration DATAGRAM_LOOK_UP_INTERVAL = Duration.ofSeconds(60);

  ConnectAttempt.Environment environment(
      Selector selector, LoopTasks tasks, Consumer<Signal> signals) {
    return new ConnectAttempt.Environment(
        connector(selector, tasks),
        this::newSession,
        platform.clock(),
        config.connection().connectTimeout().toNanos(),
        signals);
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
            tcp, config.connection().probePort(), DATAGRAM_LOOK_UP_INTERVAL.toNanos(), cut)
        : tcp;
  }

  /** Room for many frames, or one of the longest. */
  int batchBytes() {
    return Math.max(BATCH_BYTES, config.message().maxBytes() + encoding.overheadBytes());
  }

  /** The most bytes of the ring that our kernel's send buffer holds for one connection. */
  long ourKernelBytes() {
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
          new RelpSession(config.relp().windowMessages(), config.relp().timeout().toNanos());
    };
  }

  private ReceiptRequests receiptRequests() {
    return config.tls().filter(TlsSettings::receipts).isPresent()
        ? ReceiptRequests.inPairs(config.connection().writeTimeout().toNanos())
        : ReceiptRequests.none();
  }
}
