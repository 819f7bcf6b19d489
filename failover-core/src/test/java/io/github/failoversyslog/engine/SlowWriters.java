package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.Writers;
import java.util.ArrayList;
import java.util.List;

/** Threads that are suspended, or die, between the claim and the commit of a message. */
final class SlowWriters {
  private final MessageRing ring;
  private final Ledger ledger;
  private final VirtualTime timeline;
  private final Runnable committed;
  private final List<Uncommitted> uncommitted = new ArrayList<>();

  private record Uncommitted(long position, int message) {}

  /**
   * @param committed called after each commit
   */
  SlowWriters(MessageRing ring, Ledger ledger, VirtualTime timeline, Runnable committed) {
    this.ring = ring;
    this.ledger = ledger;
    this.timeline = timeline;
    this.committed = committed;
  }

  /**
   * A thread claims a record for the next message, and writes it after a time.
   *
   * @return whether there was room
   */
  boolean claims(long nanos) {
    byte[] text = ledger.nextText();
    long position = Writers.isSuspendedInTheMessage(ring, text.length);
    if (position < 0) {
      return false;
    }
    int message = ledger.accepted();
    ledger.accepts(ring);
    Uncommitted claim = new Uncommitted(position, message);
    uncommitted.add(claim);
    timeline.in(nanos, () -> commits(claim));
    return true;
  }

  private void commits(Uncommitted claim) {
    if (uncommitted.remove(claim)) {
      Writers.finishes(ring, claim.position, MessageTexts.of(claim.message));
      committed.run();
    }
  }

  /**
   * A thread dies before it writes the header of a message, which then is not accepted.
   *
   * @return whether there was room
   */
  boolean dies(int bytes) {
    return Writers.diesAfterTheClaim(ring, bytes) >= 0;
  }

  boolean areAnyUncommitted() {
    return !uncommitted.isEmpty();
  }
}
