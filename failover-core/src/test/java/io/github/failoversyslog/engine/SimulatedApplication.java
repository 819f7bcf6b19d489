package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.Severity;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** The threads of an application that log, and the messages that the sender logs itself. */
final class SimulatedApplication {
  private final Random random;
  private final Story story;
  private final Ledger ledger;
  private final MessageRing ring;
  private final Admission admission;
  private final CountChecks counts;
  private final SlowWriters writers;

  /**
   * @param committed called after the commit of each message of the application
   */
  SimulatedApplication(
      World world, MessageRing ring, Admission admission, CountChecks counts, Runnable committed) {
    this.random = world.random();
    this.story = world.story();
    this.ledger = world.ledger();
    this.ring = ring;
    this.admission = admission;
    this.counts = counts;
    this.writers = new SlowWriters(ring, ledger, world.timeline(), committed);
  }

  /** Its threads that are suspended, or die, while they log something. */
  SlowWriters writers() {
    return writers;
  }

  void log() {
    byte[] text = ledger.nextText();
    Severity severity = random.nextInt(4) == 0 ? Severity.ERROR : Severity.INFORMATIONAL;
    long tailBefore = ring.tail();
    boolean accepted = admission.offer(text, text.length, severity);
    counts.offered(accepted);
    if (accepted) {
      accepts(tailBefore, text.length, "is accepted");
    }
  }

  private void accepts(long tailBefore, int length, String how) {
    story.tell(() -> "message " + ledger.accepted() + " " + how);
    ledger.accepts(ring);
    counts.appended(ring.tail() - tailBefore, length, false);
  }

  /**
   * A thread is suspended while it logs something.
   *
   * @return whether there was room
   */
  boolean logSlowly(long nanos) {
    long tailBefore = ring.tail();
    int length = ledger.nextText().length;
    boolean claimed = writers.claims(nanos);
    if (claimed) {
      counts.appended(ring.tail() - tailBefore, length, true);
      story.tell(() -> "message " + ledger.accepted() + " is being written");
    }
    return claimed;
  }

  /** Returns whether there was room. */
  boolean logsForTheSender(String element) {
    byte[] text = ledger.nextText();
    long tailBefore = ring.tail();
    boolean accepted = ring.append(text, text.length, ring.capacity(), new LongAdder());
    if (accepted) {
      accepts(tailBefore, text.length, "is the sender's own: " + element);
    }
    return accepted;
  }
}
