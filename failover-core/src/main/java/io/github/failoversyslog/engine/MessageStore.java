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

/** Where messages are kept: in memory, or in a spool, which outlives the sender. */
final class MessageStore {
  private final MessageRing ring;
  private final long memoryBytes;
  private final @Nullable SpoolSettings settings;
  private final @Nullable SpoolLease lease;
  private final String refusal; // why there can be no spool; or empty

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
   * Never fails for a spool that cannot be had: messages are kept in memory then.
   *
   * @param owner who may follow itself on the same spool
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

  /** How many messages were found in the spool, if there is one. */
  int recovered() {
    return lease == null ? 0 : lease.report().messages();
  }

  /** Why messages are in memory although there is to be a spool. Any thread. */
  Optional<String> spoolFault() {
    if (lease != null) {
      return ring.isKept() ? Optional.empty() : Optional.of(fault());
    }
    return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
  }

  /** Tells what was found in the spool, if anything, or that there is none. */
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

  /** Where what stays behind at the end is kept, or empty if it is lost. */
  String keeper() {
    return settings != null && ring.isKept() ? StatusLines.spool(settings.file()) : "";
  }

  /** Whether the spool cannot be read or written any more, which may be why this was thrown. */
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
   * Leaves the spool for memory. Only the one who may read.
   *
   * @return what is in it
   */
  MessageRing.Left goOnInMemory() {
    return ring.goOnInMemory(memoryBytes);
  }

  /** Tells that the spool was left, which is told after it was counted. */
  void tellLeft(MessageRing.Left left, StatusReporter reporter) {
    reporter.report(
        StatusLines.spoolLeft(fault(), left.unread(), left.unconfirmed(), ring.capacity()));
  }

  /** Of a spool that was left. */
  private String fault() {
    return settings == null ? "" : StatusLines.spoolFailed(settings.file());
  }

  /** The sender was told to stop. Any thread. */
  void end() {
    if (lease != null) {
      lease.end();
    }
  }

  /** Whether another sender takes over what is left, and writes to the ring already. */
  boolean isHandedOver() {
    return lease != null && lease.hasSuccessor();
  }

  /** Whether no earlier sender reads the ring any more. */
  boolean mayRead() {
    return lease == null || lease.hasTurn();
  }

  /** When the sender's thread reads no more. Tells what goes wrong. */
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
