package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.time.Duration;

/** Has receipts asked for over one connection, and tells its session what they prove. */
final class ReceiptRequester {

  /** A server that rejects us, as for our certificate, has done so by then. */
  private static final long REJECTION_NANOS = Duration.ofSeconds(1).toNanos();

  private final Server server;
  private final Connection connection;
  private final Session session;
  private final ReceiptRequests requests;
  private final Counters counters;
  private final ReceiptRefusals refusals;
  private final long acceptedAtNanos;

  ReceiptRequester(ConnectAttempt.Opened opened, MessagePump.Shared shared) {
    this.server = opened.server();
    this.connection = opened.connection();
    this.session = opened.session();
    this.requests = session.receiptRequests();
    this.counters = shared.counters();
    this.refusals = shared.refusals();
    this.acceptedAtNanos = shared.clock().getAsLong() + REJECTION_NANOS;
    if (refusals.isRefused(server)) {
      requests.giveUp();
    }
  }

  /**
   * When {@link #ask} has something to do; {@link Long#MAX_VALUE}: never, as things are.
   *
   * @param writtenTo everything before this position of the ring has been written
   */
  long dueAtNanos(long writtenTo) {
    long dueAtNanos = requests.dueAtNanos(writtenTo);
    if (dueAtNanos == Long.MAX_VALUE || !connection.canAskForReceipts()) {
      return Long.MAX_VALUE;
    }
    return connection.mayBeRejected() ? Math.max(dueAtNanos, acceptedAtNanos) : dueAtNanos;
  }

  /**
   * Asks if that is due.
   *
   * @return whether something was written, so the connection may be blocked
   */
  boolean ask(long writtenTo, long nowNanos) throws IOException {
    if (nowNanos < dueAtNanos(writtenTo)) {
      return false;
    }
    requests.asked(writtenTo, nowNanos);
    connection.askForReceipts(ReceiptRequests.PAIR);
    return true;
  }

  /** Wanted after each read. */
  void takeAnswers() {
    if (requests.answered(connection.receipts())) {
      counters.receipts.increment();
      session.receipt(requests.provenTo());
    }
  }

  /** The server ended the connection. */
  void ended(long nowNanos) {
    refusals.ended(server, requests, nowNanos);
  }

  /** When an answer will be late by the write timeout, whether or not that was told. */
  long lateAtNanos() {
    return requests.lateAtNanos();
  }

  long overdueAtNanos() {
    return requests.overdueAtNanos();
  }

  /** Returns whether an answer is overdue and this was not told before. */
  boolean tellOverdue(long nowNanos) {
    return requests.tellOverdue(nowNanos);
  }
}
