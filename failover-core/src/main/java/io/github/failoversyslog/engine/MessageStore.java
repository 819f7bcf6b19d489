package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolReport;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds messages in memory, or in a spool file that outlives the sender. */
final class MessageStore {
  private final MessageRing ring;
  private final long memoryBytes;
  private final @Nullable SpoolSettings settings;
  private final @Nullable SpoolLease lease;
  private final String refusal; // why the spool could not be opened, or empty

  private MessageStore(
      MessageRing ring,
      long memoryBytes,
      @Nullable SpoolSettings settings,
      @Nullable SpoolLease lease,
      String refusal) {
    this.ring = ring;
    this.memoryBytes = memoryBytes;
    this.settings = settings;
    this.lease = lease;
    this.refusal = refusal;
  }

  /**
   * Opens the spool; if that fails, messages are held in memory.
   *
   * @param owner senders of equal owners may use a spool one after the other
   */
  static MessageStore open(BufferSettings buffer, Object owner) {
    return open(buffer, owner, OpenSpools.SHARED);
  }

  static MessageStore open(BufferSettings buffer, Object owner, OpenSpools spools) {
    if (buffer.spool().isEmpty()) {
      return inMemory(buffer, "");
    }
    SpoolSettings spool = buffer.spool().get();
    try {
      SpoolLease lease = spools.take(spool, owner);
      return new MessageStore(lease.ring(), buffer.bytes(), spool, lease, "");
    } catch (IOException e) {
      return inMemory(buffer, String.valueOf(e.getMessage()));
    }
  }

  private static MessageStore inMemory(BufferSettings buffer, String refusal) {
    MessageRing ring = MessageRing.inMemory(buffer.bytes());
    return new MessageStore(ring, buffer.bytes(), buffer.spool().orElse(null), null, refusal);
  }

  MessageRing ring() {
    return ring;
  }

  /** Number of messages found in the spool; 0 without one. */
  int recovered() {
    return lease == null ? 0 : lease.report().messages();
  }

  /** Why messages are held in memory although a spool is configured. Any thread. */
  Optional<String> spoolFault() {
    if (lease != null) {
      return ring.isKept() ? Optional.empty() : Optional.of(fault());
    }
    return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
  }

  /** Reports what was found in the spool, or why it could not be opened. */
  void tell(StatusReporter reporter) {
    if (!refusal.isEmpty()) {
      reporter.report(StatusLines.noSpool(refusal, ring.capacity()));
    }
    if (lease == null || settings == null) {
      return;
    }
    SpoolReport found = lease.report();
    found
        .damaged()
        .ifPresent(
            damaged ->
                reporter.report(
                    StatusLines.spoolDamaged(
                        settings.file(), damaged.reason(), damaged.movedTo())));
    if (found.unreadableBytes() > 0) {
      reporter.report(StatusLines.spoolUnreadable(found.unreadableBytes(), settings.file()));
    }
    if (found.sizeKept()) {
      reporter.report(
          StatusLines.spoolSizeKept(settings.file(), ring.capacity(), settings.bytes()));
    }
    if (found.messages() > 0) {
      reporter.report(StatusLines.recovered(found.messages(), settings.file()));
    }
  }

  /** Where undelivered messages are kept at the end, or empty if they are lost. */
  String keeper() {
    return settings != null && ring.isKept() ? StatusLines.spool(settings.file()) : "";
  }

  /** Whether the spool is unreadable or unwritable, which may have caused this exception. */
  boolean isBroken(Throwable thrown) {
    if (!ring.isKept()) {
      return false;
    }
    boolean memoryFault =
        thrown instanceof InternalError
            && String.valueOf(thrown.getMessage()).contains("unsafe memory access");
    return memoryFault || !ring.isWhole();
  }

  /**
   * Abandons the spool and continues with a ring in memory. Only the sender that reads the ring may
   * call this.
   *
   * @return the number of messages left in the spool
   */
  MessageRing.Left goOnInMemory() {
    return ring.goOnInMemory(memoryBytes);
  }

  /** Reports that the spool was abandoned; called after its messages were counted. */
  void tellLeft(MessageRing.Left left, StatusReporter reporter) {
    reporter.report(
        StatusLines.spoolLeft(fault(), left.unread(), left.unconfirmed(), ring.capacity()));
  }

  private String fault() {
    return settings == null ? "" : StatusLines.spoolFailed(settings.file());
  }

  /** The sender is stopping. Any thread. */
  void end() {
    if (lease != null) {
      lease.end();
    }
  }

  /** Whether a successor takes over the undelivered messages; it writes to the ring already. */
  boolean isHandedOver() {
    return lease != null && lease.hasSuccessor();
  }

  /** Whether all predecessors have stopped reading the ring. */
  boolean mayRead() {
    return lease == null || lease.hasTurn();
  }

  /** Closes the spool; called after the last read. Reports a failure. */
  void close(StatusReporter reporter) {
    if (lease != null) {
      try {
        lease.close();
      } catch (IOException e) {
        reporter.report(StatusLines.spoolNotClosed(String.valueOf(e.getMessage())));
      }
    }
  }
}
