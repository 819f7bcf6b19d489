package io.github.failoversyslog.failover;

/**
 * What is remembered of the renewals of a server's connection.
 *
 * @param receiptsMissed in a row
 * @param backoffNanos from the start of the last one, if it failed, to the next try; 0 if it did
 *     not
 * @param notBeforeNanos the earliest start of the next one
 */
public record Renewals(int receiptsMissed, long backoffNanos, long notBeforeNanos) {

  static final Renewals NONE = new Renewals(0, 0, Long.MIN_VALUE);

  Renewals withReceiptsMissed(int newReceiptsMissed) {
    return new Renewals(newReceiptsMissed, backoffNanos, notBeforeNanos);
  }

  Renewals failed(long startNanos, long newBackoffNanos) {
    return new Renewals(receiptsMissed, newBackoffNanos, startNanos + newBackoffNanos);
  }

  Renewals succeeded() {
    return new Renewals(receiptsMissed, 0, Long.MIN_VALUE);
  }
}
