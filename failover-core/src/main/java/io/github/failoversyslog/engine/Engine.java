package io.github.failoversyslog.engine;

import io.github.failoversyslog.ConnectionSettings;
import io.github.failoversyslog.DiscardReason;
import io.github.failoversyslog.Protocol;
import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.SenderListener;
import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.Status;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.net.LocalAddresses;
import io.github.failoversyslog.net.LocalHostName;
import io.github.failoversyslog.net.TcpConnector;
import io.github.failoversyslog.net.Transport;
import io.github.failoversyslog.net.UdpConnector;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.wire.MessageBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/** Puts the parts of a sender together, and starts and stops its thread. */
public final class Engine {
  private static final int BATCH_BYTES = 64 * 1024;
  private static final int INPUT_BYTES = 16 * 1024;
  private static final int KERNEL_FACTOR = 4; // Linux doubles the buffer; a record outgrows a frame

  /** How long the news that nobody takes datagrams may be on its way. */
  private static final Duration DATAGRAM_MOMENT = Duration.ofSeconds(1);

  /** Nothing else tells that the name of a server that is sent datagrams leads elsewhere by now. */
  private static final Duration DATAGRAM_LOOK_UP = Duration.ofSeconds(60);

  /** For the thread to end after its budget. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final Duration LONGEST_STOP = Duration.ofDays(1);

  private final SenderConfig config;
  private final Platform platform;
  private final Store store;
  private final MessageRing ring;
  private final Counters counters = new Counters();
  private final Encoding encoding;
  private final Admission admission;
  private final Announcer announcer;
  private final StatusReporter reporter;
  private final SenderLoop loop;
  private final Thread thread;

  /**
   * @param owner of a spool; the engines of one owner may follow each other on it
   * @throws UncheckedIOException if there can be no spool, or no selector
   */
  public Engine(
      String name, Object owner, SenderConfig config, SenderListener listener, Platform platform) {
    this.config = config;
    this.platform = platform;
    Selector selector = openSelector();
    this.store = openStore(selector, owner);
    this.ring = store.ring();
    this.encoding =
        new Encoding(
            config.protocol(),
            config.message(),
            config.message().hostName().orElseGet(LocalHostName::known),
            config.message().includeOrigin() ? LocalAddresses.known() : List.of());
    this.reporter = new StatusReporter(listener);
    this.announcer = new Announcer(config, counters, reporter);
    Doorbell doorbell = new Doorbell(selector);
    this.admission =
        new Admission(
            ring, config.buffer(), counters, doorbell::ring, selector::wakeup, selector::wakeup);
    DiscardReport discardReport =
        new DiscardReport(
            admission, counters, reporter, platform.wallClock(), this::sendOwnMessage);
    Delivery.Surroundings surroundings =
        new Delivery.Surroundings(
            ring,
            store,
            admission,
            counters,
            announcer,
            discardReport,
            reporter,
            new BugReport(reporter),
            platform);
    this.loop =
        new SenderLoop(
            executor ->
                new Delivery(
                    new FailoverMachine(rules(config)),
                    events -> links(connector(selector, executor), events),
                    surroundings),
            selector,
            doorbell,
            store,
            platform.clock());
    this.thread = new SenderThread(loop, name);
  }

  private static Selector openSelector() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no selector; expected one more file handle to be free for this process", e);
    }
  }

  private Store openStore(Selector selector, Object owner) {
    try {
      return Store.open(config.buffer(), owner);
    } catch (RuntimeException | Error e) {
      closeQuietly(selector);
      throw e;
    }
  }

  private static void closeQuietly(Selector selector) {
    try {
      selector.close();
    } catch (IOException e) {
      // nothing depends on it
    }
  }

  private static Rules rules(SenderConfig config) {
    ConnectionSettings connection = config.connection();
    return new Rules(
        config.servers().size(),
        config.failback().isPresent(),
        config.failback().map(failback -> failback.tcpProbeInterval().toNanos()).orElse(0L),
        config.failback().map(failback -> failback.successfulProbesRequired()).orElse(1),
        config.canProbe() ? connection.livenessProbeInterval().toNanos() : 0,
        connection.stableAfter().toNanos(),
        new Backoff(
            connection.reconnectDelay().toNanos(), connection.maxReconnectDelay().toNanos()));
  }

  private Connector connector(Selector selector, Executor executor) {
    TcpConnector tcp =
        new TcpConnector(
            selector,
            platform.resolver(),
            executor,
            platform.clock(),
            config.connection().connectTimeout().toNanos(),
            config.connection().sendBufferBytes(),
            config.tls().map(tls -> Transport.tls(tls, executor)).orElseGet(Transport::plain));
    return config.protocol() == Protocol.UDP
        ? new UdpConnector(
            tcp,
            config.connection().probePort(),
            DATAGRAM_LOOK_UP.toNanos(),
            counters.truncated::increment)
        : tcp;
  }

  private Links links(Connector connector, Approach.Events events) {
    ConnectionSettings connection = config.connection();
    int frameBytes = config.message().maxMessageBytes() + encoding.overheadBytes();
    return new Links(
        new Links.Settings(
            config.servers(),
            Math.max(BATCH_BYTES, frameBytes),
            connection.writeTimeout().toNanos(),
            connection.closeTimeout().toNanos()),
        new Approach.Environment(
            connector,
            this::newSession,
            platform.clock(),
            connection.connectTimeout().toNanos(),
            events),
        new Outflow.Shared(
            ByteBuffer.allocateDirect(INPUT_BYTES), ring, counters, platform.clock()));
  }

  private Session newSession() {
    ConnectionSettings connection = config.connection();
    return switch (config.protocol()) {
      case TCP, TLS ->
          new StreamSession(
              encoding.framing(),
              connection.resendWindow().toNanos(),
              (long) KERNEL_FACTOR * connection.sendBufferBytes());
      case UDP ->
          new DatagramSession(
              Math.min(connection.resendWindow().toNanos(), DATAGRAM_MOMENT.toNanos()));
      case RELP ->
          new RelpSession(
              config.relp().windowMessages(),
              config.relp().timeout().toNanos(),
              () -> admission.discard(DiscardReason.REJECTED));
    };
  }

  /** Puts a message of the sender's own into the ring; false if there is no room. Loop only. */
  private boolean sendOwnMessage(String text) {
    MessageBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    Instant now = platform.wallClock().instant();
    encoding.begin(encoder, Severity.WARNING, now.getEpochSecond(), now.getNano(), null);
    encoder.text(text);
    encoder.finish();
    int severity = Severity.WARNING.ordinal();
    try {
      boolean accepted = ring.append(buffer.array(), 0, buffer.length(), severity, ring.capacity());
      if (accepted) {
        counters.accepted.increment();
      }
      return accepted;
    } catch (SpoolFaultException e) {
      return false;
    }
  }

  /** Starts the thread, which begins to connect. */
  public void start() {
    config.warnings().forEach(warning -> reporter.report(Status.Kind.CONFIG, warning));
    counters.recovered.add(store.recovered());
    store.tell(reporter);
    if (config.message().hostName().isEmpty()) {
      LocalHostName.findQualified(encoding::hostNameFound);
    }
    try {
      thread.start();
    } catch (Error e) { // no more threads to be had
      loop.close();
      throw e;
    }
  }

  /**
   * Takes nothing more, delivers what there is, and ends the thread.
   *
   * @return whether the thread has ended; if not it will, and is a daemon
   */
  public boolean stop(Duration budget) {
    admission.close();
    Duration bounded = budget.compareTo(LONGEST_STOP) < 0 ? budget : LONGEST_STOP;
    loop.stopWithin(bounded);
    boolean interrupted = false;
    long deadlineNanos = System.nanoTime() + bounded.plus(GRACE).toNanos();
    for (long left = deadlineNanos;
        left > 0 && thread.isAlive();
        left = deadlineNanos - System.nanoTime()) {
      try {
        thread.join(Math.max(1, Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis()));
      } catch (InterruptedException e) {
        interrupted = true; // the budget is short; the caller sees the interrupt after it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  public Encoding encoding() {
    return encoding;
  }

  public Admission admission() {
    return admission;
  }

  public Counters counters() {
    return counters;
  }

  /** Any thread. */
  public SenderStatistics statistics() {
    long released = ring.released();
    long sent = Math.max(released, ring.sent());
    return new SenderStatistics(
        counters.accepted.sum(),
        counters.recovered.sum(),
        counters.sent.sum(),
        counters.repeated.sum(),
        counters.releasedUnconfirmed.sum(),
        counters.discarded(),
        counters.truncated.sum(),
        counters.connects.sum(),
        counters.connectFailures.sum(),
        counters.connectionsLost.sum(),
        counters.failovers.sum(),
        counters.failbacks.sum(),
        counters.probesPassed.sum(),
        counters.probesFailed.sum(),
        announcer.current(),
        Math.max(0, ring.tail() - sent),
        sent - released);
  }
}
