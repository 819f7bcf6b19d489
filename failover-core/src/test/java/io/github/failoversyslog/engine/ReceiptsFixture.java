package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.Spans;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.wire.OctetCounting;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Base class of tests of a pump over a connection with receipts. Messages are single letters, at
 * positions 0, 16, 32 and so on. The write timeout is 10 s.
 */
abstract class ReceiptsFixture {
  static final long TIMEOUT = seconds(10);

  final MessageRing ring = MessageRing.inMemory(1024);
  final Counters counters = new Counters();
  final ScriptedConnection connection = new ScriptedConnection();
  final List<String> statuses = new ArrayList<>();
  final ReceiptRefusals refusals = new ReceiptRefusals(statuses::add);
  long nowNanos = seconds(1000);
  MessagePump pump = next();

  ReceiptsFixture() {
    connection.givesReceipts = true;
  }

  static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }

  MessagePump next() {
    StreamSession session =
        new StreamSession(
            new OctetCounting(), seconds(10), 1024, 1024, ReceiptRequests.inPairs(TIMEOUT));
    return new MessagePump(
        new ConnectAttempt.Opened(new Server("log1", 601), 1, connection, session),
        ByteBuffer.allocate(100),
        new MessagePump.Shared(
            ByteBuffer.allocate(8),
            ring,
            counters,
            () -> nowNanos,
            new LastPoll(0),
            new Spans(),
            refusals),
        (ended, loss, reason) -> {});
  }

  void logs(String letters) {
    for (byte letter : letters.getBytes(US_ASCII)) {
      ring.append(new byte[] {letter}, 1, 1024, new LongAdder());
    }
    pump.pump();
  }

  void afterMillis(long millis) {
    nowNanos += millis * 1_000_000;
    pump.checkDeadline(TIMEOUT, nowNanos);
  }

  long wakesInMillis() {
    return (pump.wakeAtNanos(TIMEOUT) - nowNanos) / 1_000_000;
  }

  void serverAnswers(int answers) {
    connection.receipts += answers;
    connection.handler.ready();
  }

  String written() {
    return connection.written();
  }
}
