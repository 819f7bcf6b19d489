package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.RelpFrames;

/**
 * The unanswered messages of a RELP session, in ring order: which transaction carries which
 * message, and up to which position all have been answered.
 *
 * <p>A message occupies a <em>slot</em> from its first transaction until it and all before it have
 * been answered; slots are numbered from 0, and at most {@code size} of them are in use. A refused
 * message keeps its slot and gets a second transaction; refused again, it is given up. The count is
 * per session: in a new session, a message has two tries again.
 *
 * <p>A <em>serial</em> is a transaction number that does not wrap.
 */
final class RelpWindow {
  /** Stands for no position. */
  static final long NONE = -1;

  private static final byte SENT = 0;
  private static final byte REFUSED = 1; // to be sent a second time
  private static final byte SENT_AGAIN = 2;
  private static final byte ANSWERED = 3;
  private static final byte GIVEN_UP = 4;

  /** What an answer means for its message. */
  enum Answer {
    ACCEPTED,
    /** Refused for the first time: the message is sent once more. */
    REFUSED,
    /** Refused for the second time: given up. */
    REJECTED,
    /** For a message that has been forgotten: ignored. */
    LATE,
    /** No pending transaction has this number. */
    UNKNOWN
  }

  private final int size;
  private final long[] positions; // indexed by slot, as the next two
  private final byte[] states;
  private final long[] serials; // of the pending transaction, or 0
  private final long[] slotOfSerial;
  private long firstSlot; // firstSlot to nextSlot - 1 are in use; firstSlot is not answered
  private long nextSlot;
  private long refusedFrom; // no slot before this one is REFUSED
  private long lastSerial;
  private long forgottenSerial; // up to this one, answers to forgotten messages may arrive
  private long readTo;
  private Spans rejected = new Spans(); // since it was last taken
  private boolean full; // until a quarter is free: avoids sending one message per answer

  /**
   * @param size number of slots, 1 to 1,000,000
   * @param transactionsUsed transaction numbers that are already used
   */
  RelpWindow(int size, long transactionsUsed) {
    this.size = size;
    this.positions = new long[size];
    this.states = new byte[size];
    this.serials = new long[size];
    // A pending serial is less than 3 * size behind the last one, unless messages are
    // forgotten: since then size - 1 older slots got at most one, size - 1 newer ones two.
    this.slotOfSerial = new long[Integer.highestOneBit(3 * size) * 2];
    this.lastSerial = transactionsUsed;
  }

  int nextTransaction() {
    return transactionOf(lastSerial + 1);
  }

  /**
   * A frame that carries no message was sent with {@link #nextTransaction}. Only while the window
   * is empty.
   */
  void sentOther() {
    lastSerial++;
  }

  /**
   * Whether one more message may be sent now; if not, answers will make room. A window that was
   * full has room once a quarter of it is free, so that messages are sent in batches.
   */
  boolean hasRoom() {
    return !full && nextSerialIsFree();
  }

  /** Whether the table entry for the next serial is not taken by a pending one. */
  private boolean nextSerialIsFree() {
    long next = lastSerial + 1;
    long before = next - slotOfSerial.length;
    return before < 1 || serials[index(slotOfSerial[placeOf(next)])] != before;
  }

  /**
   * A message was sent with {@link #nextTransaction}.
   *
   * @param position higher than those of all other messages in the window
   */
  void sent(long position) {
    positions[index(nextSlot)] = position;
    assignSerial(nextSlot, SENT);
    nextSlot++;
    full = nextSlot - firstSlot == size;
  }

  /** Everything before this ring position was sent, in this session or an earlier one. */
  void readTo(long position) {
    readTo = position;
  }

  /** The position of the first refused message that may be sent again now, or {@link #NONE}. */
  long nextRefused() {
    refusedFrom = Math.max(refusedFrom, firstSlot);
    while (refusedFrom < nextSlot && states[index(refusedFrom)] != REFUSED) {
      refusedFrom++;
    }
    return refusedFrom < nextSlot && nextSerialIsFree() ? positions[index(refusedFrom)] : NONE;
  }

  /** The message that {@link #nextRefused} returned was sent with {@link #nextTransaction}. */
  void sentAgain() {
    assignSerial(refusedFrom, SENT_AGAIN);
  }

  private void assignSerial(long slot, byte state) {
    lastSerial++;
    states[index(slot)] = state;
    serials[index(slot)] = lastSerial;
    slotOfSerial[placeOf(lastSerial)] = slot;
  }

  /**
   * Handles an answer.
   *
   * @param transaction 0 to {@link RelpFrames#MAX_TRANSACTION}
   */
  Answer answered(int transaction, boolean accepted) {
    long serial = serialOf(transaction);
    if (transaction == 0 || serial < 1) {
      return Answer.UNKNOWN;
    }
    long slot = slotOfSerial[placeOf(serial)];
    int at = index(slot);
    if (serials[at] != serial) {
      return serial <= forgottenSerial ? Answer.LATE : Answer.UNKNOWN;
    }
    serials[at] = 0;
    if (!accepted && states[at] == SENT) {
      states[at] = REFUSED;
      refusedFrom = Math.min(refusedFrom, slot);
      return Answer.REFUSED;
    }
    states[at] = accepted ? ANSWERED : GIVEN_UP;
    freeAnswered();
    makeRoom();
    return accepted ? Answer.ACCEPTED : Answer.REJECTED;
  }

  private void freeAnswered() {
    while (firstSlot < nextSlot && states[index(firstSlot)] >= ANSWERED) {
      long position = positions[index(firstSlot)];
      boolean givenUp = states[index(firstSlot)] == GIVEN_UP;
      firstSlot++;
      if (givenUp) {
        rejected.add(position, answeredTo());
      }
    }
  }

  /**
   * Takes the positions of the messages that were given up and, by now, are before {@link
   * #answeredTo}; each is taken once.
   */
  Spans takeRejected() {
    Spans taken = rejected;
    if (!taken.isEmpty()) {
      rejected = new Spans();
    }
    return taken;
  }

  private void makeRoom() {
    full = full && nextSlot - firstSlot > size - (size + 3) / 4;
  }

  /** Whether every message that was sent has been answered. */
  boolean isEmpty() {
    return nextSlot == firstSlot;
  }

  /** Messages before this position have all been answered. */
  long answeredTo() {
    return isEmpty() ? readTo : positions[index(firstSlot)];
  }

  /**
   * Forgets the messages from this position on, because they will be sent again. Answers to them
   * may still arrive.
   */
  void forgetFrom(long position) {
    while (!isEmpty() && positions[index(nextSlot - 1)] >= position) {
      nextSlot--;
      serials[index(nextSlot)] = 0;
      forgottenSerial = lastSerial;
    }
    makeRoom();
    readTo = Math.min(readTo, position);
  }

  private static int transactionOf(long serial) {
    return (int) ((serial - 1) % RelpFrames.MAX_TRANSACTION) + 1;
  }

  /** The last serial with this transaction number; below 1 if there is none. */
  private long serialOf(int transaction) {
    long since = transactionOf(lastSerial) - (long) transaction;
    return lastSerial - Math.floorMod(since, (long) RelpFrames.MAX_TRANSACTION);
  }

  private int index(long slot) {
    return (int) (slot % size);
  }

  private int placeOf(long serial) {
    return (int) (serial & (slotOfSerial.length - 1));
  }
}
