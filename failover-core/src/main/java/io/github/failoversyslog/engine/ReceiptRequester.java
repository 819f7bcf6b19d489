package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.status.Server;
import java.io.IOException;

/** Requests receipts over one connection and passes the results to its session. */
final class ReceiptRequester {
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
    this.acceptedAtNanos = shared.clock().getAsLong() + Connection.REJECTION_NANOS;
    if (refusals.isRefused(server)) {
      requests.giveUp();
    }
  }

  /**
   * When {@link #ask} has something to do; {@link Long#MAX_VALUE} if nothing is pending.
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
   * Requests a receipt if one is due.
   *
   * @return whether something was written, so that the connection may be blocked
   */
  boolean ask(long writtenTo, long nowNanos) throws IOException {
    if (nowNanos < dueAtNanos(writtenTo)) {
      return false;
    }
    requests.asked(writtenTo, nowNanos);
    connection.askForReceipts(ReceiptRequests.PAIR);
    return true;
  }

  /** Has to be called after each read. */
  void takeAnswers() {
    if (requests.answered(connection.receipts())) {
      counters.receipts.increment();
      session.receipt(requests.provenTo());
    }
  }

  /** The connection ended; returns whether the requests made over it may be the reason. */
  boolean ended(long nowNanos) {
    return refusals.ended(server, requests, nowNanos);
  }

  /**
   * When the pending request will have been unanswered for the write timeout, whether or not that
   * was signalled.
   */
  long lateAtNanos() {
    return requests.lateAtNanos();
  }

  long overdueAtNanos() {
    return requests.overdueAtNanos();
  }

  /** Returns whether a receipt is overdue; true once for each. */
  boolean tellOverdue(long nowNanos) {
    return requests.tellOverdue(nowNanos);
  }
}
