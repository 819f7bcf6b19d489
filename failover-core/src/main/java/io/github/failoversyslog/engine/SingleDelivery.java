package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.engine.DeliveryTrace.Proof;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.Encryption;
import io.github.failoversyslog.net.ObservedResolver;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.OwnMessages;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to one server with what a sender uses, and finds out whether the server has
 * read it. There is no failover, no second attempt and no thread: the caller's thread is the
 * loop's. Every step has the time limit that it has in a sender.
 */
public final class SingleDelivery {
  private static final int INPUT_BYTES = 16 * 1024;
  private static final int RING_MESSAGES = 4;

  private final SenderConfig config;
  private final Platform platform;
  private final Server server;
  private final Selector selector;
  private final LoopTasks tasks;
  private final Queue<Signal> signals = new ArrayDeque<>();
  private final Encoding encoding;
  private final AttemptMaker maker;
  private final MessageRing ring;
  private final DrainingConnections draining;
  private @Nullable MessagePump pump;
  private boolean finishing;
  private boolean over;
  private long writtenAtNanos = Long.MAX_VALUE;
  private long closeByNanos = Long.MAX_VALUE;
  private boolean keptOpen; // the server has not closed its side in time

  // What is to be told.
  private List<String> addresses = List.of();
  private Duration lookUp = Duration.ZERO;
  private String peer = "";
  private Duration connect = Duration.ZERO;
  private Optional<Encryption> encryption = Optional.empty();
  private List<String> offers = List.of();
  private Proof proof = Proof.NONE;
  private Duration proofAfter = Duration.ZERO;
  private String failure = "";

  private SingleDelivery(SenderConfig config, Platform system, Server server, Selector selector) {
    this.config = config;
    this.server = server;
    this.selector = selector;
    this.tasks = new LoopTasks(selector);
    long beganAtNanos = system.clock().getAsLong();
    this.platform =
        new Platform(
            system.clock(),
            system.wallClock(),
            system.random(),
            new ObservedResolver(
                system.resolver(),
                tasks,
                found -> {
                  addresses = found;
                  lookUp = Duration.ofNanos(now() - beganAtNanos);
                }));
    this.encoding = SenderEncoding.of(config);
    this.maker = new AttemptMaker(config, platform, encoding, () -> {});
    this.ring = MessageRing.inMemory((long) RING_MESSAGES * config.message().maxBytes());
    this.draining = new DrainingConnections(config.connection().closeTimeout().toNanos());
  }

  /**
   * Returns when the server has read the message, or it is clear that it has not, or that this
   * cannot be known.
   *
   * @param text of the message
   * @throws IOException if there can be no selector
   */
  public static DeliveryTrace of(SenderConfig config, Platform platform, Server server, String text)
      throws IOException {
    try (Selector selector = Selector.open()) {
      SingleDelivery delivery = new SingleDelivery(config, platform, server, selector);
      return delivery.run(text);
    }
  }

  private DeliveryTrace run(String text) throws IOException {
    Counters counters = new Counters();
    new OwnMessages(ring, encoding, counters, platform.wallClock())
        .offer(Severity.INFORMATIONAL, text);
    String message = StandardCharsets.UTF_8.decode(ring.messageAt(0)).toString();
    ConnectAttempt started =
        ConnectAttempt.start(
            server,
            1,
            ConnectAttempt.Purpose.USE,
            maker.environment(selector, tasks, signals::add));
    try {
      while (!over) {
        turn(started, counters);
      }
    } finally {
      started.drop();
      if (pump != null) {
        pump.close();
      }
    }
    return new DeliveryTrace(
        server,
        addresses,
        lookUp,
        peer,
        connect,
        encryption,
        offers,
        writtenAtNanos == Long.MAX_VALUE ? "" : message,
        proof,
        proofAfter,
        failure);
  }

  private long now() {
    return platform.clock().getAsLong();
  }

  private void turn(ConnectAttempt connecting, Counters counters) throws IOException {
    tasks.run();
    connecting.checkDeadline(now());
    for (Signal signal = signals.poll(); signal != null; signal = signals.poll()) {
      connected(connecting, signal, counters);
    }
    MessagePump flow = pump;
    if (flow != null && !over) {
      deliver(flow);
    }
    if (!over) {
      select(connecting);
    }
  }

  private void connected(ConnectAttempt connecting, Signal signal, Counters counters) {
    connecting.connection().ifPresent(this::note);
    offers = connecting.session().map(Session::offers).orElse(List.of());
    if (signal.trigger() != Trigger.CONNECTED) {
      end(signal.reason());
      return;
    }
    pump =
        new MessagePump(
            connecting.take(),
            ByteBuffer.allocate(maker.batchBytes()),
            new MessagePump.Shared(
                ByteBuffer.allocate(INPUT_BYTES),
                ring,
                counters,
                platform.clock(),
                new LastPoll(now()),
                new Spans(),
                new ReceiptRefusals(refusal -> {})),
            this::ended);
  }

  private void note(Connection connection) {
    peer = connection.peer();
    connect = Duration.ofNanos(connection.roundTripNanos());
    encryption = connection.encryption();
  }

  private void deliver(MessagePump flow) {
    if (!finishing) {
      flow.pump();
      flow.checkDeadline(config.connection().writeTimeout().toNanos(), now());
    }
    if (writtenAtNanos == Long.MAX_VALUE && flow.isIdle() && !ring.hasWaiting()) {
      writtenAtNanos = now();
    }
    noteAnswer(flow);
    long nowNanos = now();
    if (!over && !finishing && nowNanos >= finishAtNanos()) {
      finishing = true;
      closeByNanos = nowNanos + config.connection().closeTimeout().toNanos();
      draining.add(flow, nowNanos, Long.MAX_VALUE);
    }
    keptOpen = nowNanos >= closeByNanos;
    draining.checkDeadlines(nowNanos);
  }

  private void noteAnswer(MessagePump flow) {
    if (!flow.session().takeRejected().isEmpty()) {
      failure = DiscardReason.REJECTED.toString();
    }
    if (!over && !finishing && flow.session().provenTo() >= ring.tail()) {
      prove(config.protocol() == Protocol.RELP ? Proof.RELP_RESPONSE : Proof.KEY_UPDATE);
    }
  }

  /** When the connection is to be half-closed, unless its end is reached before. */
  private long finishAtNanos() {
    if (writtenAtNanos == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    if (proof != Proof.NONE || !failure.isEmpty()) {
      return writtenAtNanos;
    }
    return switch (config.protocol()) {
      case RELP -> Long.MAX_VALUE;
      case UDP -> writtenAtNanos + AttemptMaker.ICMP_TIMEOUT.toNanos();
      case TCP, TLS -> writtenAtNanos + keyUpdateNanos();
    };
  }

  /** How long the answer to a key update is waited for. */
  private long keyUpdateNanos() {
    boolean asked =
        config.tls().filter(TlsSettings::receipts).isPresent()
            && encryption.filter(known -> known.version().equals("TLSv1.3")).isPresent();
    return asked ? Connection.REJECTION_NANOS + config.connection().writeTimeout().toNanos() : 0;
  }

  private void prove(Proof how) {
    if (failure.isEmpty()) {
      proof = how;
      proofAfter = Duration.ofNanos(now() - writtenAtNanos);
    }
  }

  private void ended(MessagePump flow, Loss loss, String reason) {
    draining.remove(flow);
    noteAnswer(flow); // it may have arrived together with the end
    boolean allRead = flow.isAllRead(loss, now());
    if (allRead && flow.session().isProvenByItsEnd() && proof == Proof.NONE) {
      prove(Proof.END_OF_STREAM);
    }
    end(allRead || keptOpen || proof != Proof.NONE ? "" : reason);
  }

  /**
   * @param reason empty if nothing failed
   */
  private void end(String reason) {
    over = true;
    if (failure.isEmpty()) {
      failure = reason;
    }
  }

  private void select(ConnectAttempt connecting) throws IOException {
    long at = Math.min(connecting.wakeAtNanos(), draining.wakeAtNanos(now()));
    MessagePump flow = pump;
    if (flow != null && !finishing) {
      at = Math.min(at, finishAtNanos());
      at = Math.min(at, flow.wakeAtNanos(config.connection().writeTimeout().toNanos()));
    }
    long waitNanos = at - now();
    if (waitNanos <= 0 || !tasks.isEmpty() || !signals.isEmpty()) {
      selector.selectNow(SenderLoop::ready);
    } else {
      selector.select(SenderLoop::ready, waitNanos / 1_000_000 + 1);
    }
  }
}
