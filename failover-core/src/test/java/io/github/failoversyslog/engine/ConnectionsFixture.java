package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.engine.ConnectAttempt.Purpose;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.wire.LineDelimited;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Base class of tests of connections. Messages are single letters of 16 bytes each, in a ring of
 * 1024. The resend window is 10 s.
 */
abstract class ConnectionsFixture {
  static final long SECOND = 1_000_000_000;
  static final long REST = SECOND / 5;

  final MessageRing ring = MessageRing.inMemory(1024);
  final Counters counters = new Counters();
  ScriptedConnection connection = new ScriptedConnection();
  ScriptedConnection first = connection;
  final List<String> signals = new ArrayList<>();
  ConnectAttempts attempts; // of the newest connections
  long ourKernelBytes;
  int rejected;
  long nowNanos;

  /** Every attempt succeeds at once with the next connection. */
  Connections connections(Supplier<Session> newSessions) {
    return connections(newSessions, 1024);
  }

  Connections connections(Supplier<Session> newSessions, int batchBytes) {
    Connector connector =
        (server, outcome) -> {
          outcome.reached(connection);
          return new IdleAttempt();
        };
    attempts =
        new ConnectAttempts(
            List.of(new Server("log1", 601)),
            new ConnectAttempt.Environment(
                connector, newSessions, () -> nowNanos, SECOND, this::signalled));
    return new Connections(
        new Connections.Settings(batchBytes, SECOND, 5 * SECOND, ourKernelBytes),
        PumpParts.shared(256, ring, counters, () -> nowNanos),
        this::signalled,
        this::rejected);
  }

  private void rejected(int messages) {
    assertThat(messages).isPositive();
    rejected += messages;
  }

  void signalled(Signal signal) {
    signals.add(signal.trigger() + " " + signal.generation());
  }

  static StreamSession stream() {
    return Streams.of(new LineDelimited(), 10 * SECOND, 1024);
  }

  /** A session whose messages leave our kernel at once. */
  static Session streamThatLeavesAtOnce() {
    return new StreamSession(new LineDelimited(), 10 * SECOND, 0, 1024, ReceiptRequests.none());
  }

  void passes(long nanos, Connections connections) {
    nowNanos += nanos;
    connections.looked(nowNanos);
    connections.checkDeadlines();
    connections.pump();
  }

  void connect(Connections connections) {
    attempts.start(Purpose.USE, 0, 1);
    connections.use(attempts.take(Purpose.USE));
  }

  Connections connected(Supplier<Session> newSessions) {
    Connections connections = connections(newSessions);
    connect(connections);
    return connections;
  }

  Connections connectedByRelp(int windowMessages) {
    connection.toRead = RelpStory.OPEN_ANSWER;
    return connected(() -> new RelpSession(windowMessages, SECOND));
  }

  /** Uses a new connection. */
  void connectAnew(Connections connections) {
    connection = new ScriptedConnection();
    connect(connections);
  }

  /** Uses a new connection of a RELP session. */
  void connectAnewByRelp(Connections connections) {
    connection = new ScriptedConnection();
    connection.toRead = RelpStory.OPEN_ANSWER;
    connect(connections);
  }

  void log(int messages) {
    for (int i = 0; i < messages; i++) {
      ring.append("a".getBytes(US_ASCII), 1, 1024, new LongAdder());
    }
  }
}
