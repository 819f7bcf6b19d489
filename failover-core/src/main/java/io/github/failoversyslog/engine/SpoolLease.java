package io.github.failoversyslog.engine;

import io.github.failoversyslog.SpoolSettings;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.Spool;
import io.github.failoversyslog.ring.SpoolInUseException;
import io.github.failoversyslog.ring.SpoolReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sender's turn at a spool. The senders of one owner use it one after the other: while a
 * framework takes on a new configuration the next one begins before the last one has ended. Both
 * write to the ring then, and only the first of them reads.
 */
final class SpoolLease implements Closeable {
  private static final long ENDING_MAY_TAKE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long CHECK_MILLIS = 20;
  private static final Map<Path, Shared> OPEN = new HashMap<>(); // guards itself and what is in it

  /** A spool that is open, and who uses it, in their order. */
  private record Shared(Object owner, Spool spool, List<SpoolLease> leases) {}

  private final Path key;
  private final Shared shared;
  private final boolean first;
  private boolean ending;

  private SpoolLease(Path key, Shared shared) {
    this.key = key;
    this.shared = shared;
    this.first = shared.leases.isEmpty();
    shared.leases.add(this);
  }

  /**
   * Opens the spool, or joins the owner's last sender.
   *
   * @param owner whoever is equal to this one may follow it
   * @throws SpoolInUseException if another owner, or another process, has it
   * @throws IOException if there can be no spool; the message says what to do
   */
  static SpoolLease take(SpoolSettings settings, Object owner) throws IOException {
    Path key = settings.file().toAbsolutePath().normalize();
    synchronized (OPEN) {
      awaitEnding(key, owner);
      Shared shared = OPEN.get(key);
      if (shared == null || !shared.owner.equals(owner)) {
        Spool spool = Spool.open(settings.file(), settings.bytes()); // refuses a second user
        shared = new Shared(owner, spool, new ArrayList<>());
        OPEN.put(key, shared);
      }
      return new SpoolLease(key, shared);
    }
  }

  /** A sender that was told to stop before anyone followed it takes no more messages. */
  private static void awaitEnding(Path key, Object owner) throws IOException {
    long deadlineNanos = System.nanoTime() + ENDING_MAY_TAKE_NANOS;
    for (Shared held = OPEN.get(key); isEnding(held, owner); held = OPEN.get(key)) {
      if (System.nanoTime() - deadlineNanos > 0) {
        return;
      }
      try {
        OPEN.wait(CHECK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the last user of " + key + " was ending", e);
      }
    }
  }

  private static boolean isEnding(@Nullable Shared held, Object owner) {
    return held != null
        && Objects.equals(held.owner, owner)
        && held.leases.get(held.leases.size() - 1).ending;
  }

  MessageRing ring() {
    return shared.spool.ring();
  }

  /** What was found in the file; nobody but the first user is to tell of it. */
  SpoolReport report() {
    SpoolReport found = shared.spool.report();
    return first ? found : new SpoolReport(0, 0, Optional.empty(), found.sizeKept());
  }

  /** Nobody can follow from now on, unless somebody does already. Any thread. */
  void end() {
    synchronized (OPEN) {
      ending = true;
    }
  }

  /** Whether another sender writes to the ring, and will read it after this one. Any thread. */
  boolean hasSuccessor() {
    synchronized (OPEN) {
      return shared.leases.indexOf(this) < shared.leases.size() - 1;
    }
  }

  /** Whether this is the sender that reads. Any thread. */
  boolean hasTurn() {
    synchronized (OPEN) {
      return shared.leases.get(0) == this;
    }
  }

  /** Ends the turn, and closes the spool if nobody follows. When the reader has ended. */
  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      shared.leases.remove(this);
      try {
        if (shared.leases.isEmpty()) {
          OPEN.remove(key);
          shared.spool.close();
        }
      } finally {
        OPEN.notifyAll();
      }
    }
  }
}
