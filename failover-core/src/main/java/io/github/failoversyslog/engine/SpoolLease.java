package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolReport;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A sender's lease of a spool. The senders of one owner use it one after the other: during a
 * reconfiguration of the framework the next one starts before the last one has ended. Both write to
 * the ring then, and only the first reads it. Any thread; only {@link #close} may block.
 */
final class SpoolLease implements Closeable {
  private final SharedSpool shared;
  private final boolean first;
  private volatile boolean ending;

  /**
   * @param first whether the file was opened for this lease
   */
  SpoolLease(SharedSpool shared, boolean first) {
    this.shared = shared;
    this.first = first;
  }

  MessageRing ring() {
    return shared.spool().ring();
  }

  /**
   * What was found in the file; without messages and damage for all but the first lease, so that
   * these are reported once.
   */
  SpoolReport report() {
    SpoolReport found = shared.spool().report();
    return first ? found : new SpoolReport(0, 0, Optional.empty(), found.sizeKept());
  }

  /** The sender is stopping: no successor is accepted from now on, unless there is one already. */
  void end() {
    synchronized (shared) { // atomic with the check for a new successor
      ending = true;
    }
  }

  boolean isEnding() {
    return ending;
  }

  /** Whether a successor writes to the ring; it reads after this one. */
  boolean hasSuccessor() {
    return shared.isFollowed(this);
  }

  /** Whether this sender is the one that reads. */
  boolean hasTurn() {
    return shared.isFirst(this);
  }

  /**
   * Returns the lease, and closes the spool if it was the last one. Called after the reader has
   * ended.
   */
  @Override
  public void close() throws IOException {
    shared.leave(this);
  }
}
