package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolReport;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A sender's turn at a spool. The senders of one owner use it one after the other: while a
 * framework takes on a new configuration the next one begins before the last one has ended. Both
 * write to the ring then, and only the first of them reads. Any thread; nothing but {@link #close}
 * ever waits.
 */
final class SpoolLease implements Closeable {
  private final SharedSpool shared;
  private final boolean first;
  private volatile boolean ending;

  /**
   * @param first whether the file was opened for this one
   */
  SpoolLease(SharedSpool shared, boolean first) {
    this.shared = shared;
    this.first = first;
  }

  MessageRing ring() {
    return shared.spool().ring();
  }

  /** What was found in the file; nobody but the first user is to tell of it. */
  SpoolReport report() {
    SpoolReport found = shared.spool().report();
    return first ? found : new SpoolReport(0, 0, Optional.empty(), found.sizeKept());
  }

  /** Nobody can follow from now on, unless somebody does already. */
  void end() {
    synchronized (shared) { // who joins in this moment has either seen it or is seen
      ending = true;
    }
  }

  boolean isEnding() {
    return ending;
  }

  /** Whether another sender writes to the ring, and will read it after this one. */
  boolean hasSuccessor() {
    return shared.isFollowed(this);
  }

  /** Whether this is the sender that reads. */
  boolean hasTurn() {
    return shared.isFirst(this);
  }

  /** Ends the turn, and closes the spool if nobody follows. When the reader has ended. */
  @Override
  public void close() throws IOException {
    shared.leave(this);
  }
}
