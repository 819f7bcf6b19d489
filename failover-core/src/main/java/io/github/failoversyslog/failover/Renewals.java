package io.github.failoversyslog.failover;

/**
 * The history of the renewals of a server's connection.
 *
 * @param receiptsMissed consecutive
 * @param backoffNanos from the start of the last renewal, if it failed, to the next one; 0 if it
 *     succeeded
 * @param notBeforeNanos the earliest start of the next renewal
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
