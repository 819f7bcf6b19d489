package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolReport;
import io.github.failoversyslog.status.Status;
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
      reporter.report(
          Status.Kind.SPOOL,
          refusal
              + "; until the next start events are kept in memory ("
              + ring.capacity()
              + " bytes, bufferSize), and those not delivered are lost when this process ends");
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
                    Status.Kind.SPOOL,
                    "spool "
                        + settings.file()
                        + " cannot be used ("
                        + damaged.reason()
                        + "); it is kept as "
                        + damaged.movedTo()
                        + ", and a new one is begun"));
    if (found.unreadableBytes() > 0) {
      reporter.report(
          Status.Kind.SPOOL,
          found.unreadableBytes()
              + " bytes of spool "
              + settings.file()
              + " cannot be read; the messages in them are lost");
    }
    if (found.sizeKept()) {
      reporter.report(
          Status.Kind.SPOOL,
          "spool "
              + settings.file()
              + " keeps its size of "
              + ring.capacity()
              + " bytes until it is empty at a start; spoolSize asks for "
              + settings.bytes());
    }
    if (found.messages() > 0) {
      reporter.report(
          Status.Kind.RECOVERED,
          found.messages() + " messages of spool " + settings.file() + " are sent now");
    }
  }

  /** Where what stays behind at the end is kept, or empty if it is lost. */
  String keeper() {
    return settings != null && ring.isKept() ? "spool " + settings.file() : "";
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
        Status.Kind.SPOOL,
        fault()
            + "; "
            + StatusReporter.events(left.unread())
            + " in it lost, "
            + left.unconfirmed()
            + " sent but unconfirmed; events are kept in memory from now on ("
            + ring.capacity()
            + " bytes), so find out what happened to the file and start anew");
  }

  /** Of a spool that was left. */
  private String fault() {
    return "spool "
        + (settings == null ? "" : settings.file())
        + " was cut short while it was in use, or its disk is broken; expected that no other"
        + " program touches it";
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
        reporter.report(Status.Kind.SPOOL, String.valueOf(e.getMessage()));
      }
    }
  }
}
