package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.RelpFrames;

/**
 * The unanswered messages of a RELP session, in the order of the ring: which transaction carries
 * which message, and up to where all have been answered.
 *
 * <p>A message has a <em>slot</em> from its first transaction until it and all before it have been
 * answered; slots are numbered from 0 on and {@code size} of them are in use at the most. A message
 * that was refused keeps its slot and gets a second transaction; refused again, it is given up. A
 * session remembers this for itself alone: sent over another one, a message has two tries again.
 *
 * <p>A <em>serial</em> is a transaction number that does not wrap.
 */
final class RelpWindow {
  /** No position. */
  static final long NONE = -1;

  private static final byte ANSWERED = 0;
  private static final byte SENT = 1;
  private static final byte REFUSED = 2; // to be sent a second time
  private static final byte SENT_AGAIN = 3;

  /** What an answer says of a message. */
  enum Answer {
    ACCEPTED,
    /** Refused for the first time: the message is to be sent once more. */
    REFUSED,
    /** Refused for the second time: given up. */
    REJECTED,
    /** It was about something sent before messages were forgotten: it means nothing any more. */
    LATE,
    /** Nothing that was sent waits for this answer. */
    UNKNOWN
  }

  private final int size;
  private final long[] positions; // by slot, as the next two
  private final byte[] states;
  private final long[] serials; // of the transaction that waits for an answer, or 0
  private final long[] slotOfSerial;
  private long firstSlot; // firstSlot to nextSlot - 1 are in use; firstSlot is not answered
  private long nextSlot;
  private long refusedFrom; // no slot before this one is REFUSED
  private long lastSerial;
  private long forgottenSerial; // up to it, answers may come that nothing waits for
  private long readTo;
  private boolean full; // until a quarter is free again: one answer must not send one message

  /**
   * @param size the most slots, 1 to 1,000,000
   * @param transactionsUsed so many transaction numbers were used before
   */
  RelpWindow(int size, long transactionsUsed) {
    this.size = size;
    this.positions = new long[size];
    this.states = new byte[size];
    this.serials = new long[size];
    // From a waiting serial to the last one it is less than 3 * size, unless messages are
    // forgotten: each of size - 1 older slots may have got one since, size - 1 younger ones two.
    this.slotOfSerial = new long[Integer.highestOneBit(3 * size) * 2];
    this.lastSerial = transactionsUsed;
  }

  /** The transaction number of the next frame. */
  int nextTransaction() {
    return transactionOf(lastSerial + 1);
  }

  /**
   * A frame without a message was sent with {@link #nextTransaction}. Only while the window is
   * empty.
   */
  void sentOther() {
    lastSerial++;
  }

  /**
   * Whether one more message may be sent now; if not, answers will change that. A window that was
   * full has room again once a quarter of it is free, so that messages go in batches.
   */
  boolean hasRoom() {
    return !full && nextSerialIsFree();
  }

  /** Whether no serial that waits for its answer has the next one's place. */
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

  /** Everything before this position of the ring was sent, in this session or before it. */
  void readTo(long position) {
    readTo = position;
  }

  /**
   * The position of the first message that is to be sent again and may be sent now, or {@link
   * #NONE}.
   */
  long nextRefused() {
    refusedFrom = Math.max(refusedFrom, firstSlot);
    while (refusedFrom < nextSlot && states[index(refusedFrom)] != REFUSED) {
      refusedFrom++;
    }
    return refusedFrom < nextSlot && nextSerialIsFree() ? positions[index(refusedFrom)] : NONE;
  }

  /** The message that {@link #nextRefused} gave was sent with {@link #nextTransaction}. */
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
   * An answer came.
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
    states[at] = ANSWERED;
    while (firstSlot < nextSlot && states[index(firstSlot)] == ANSWERED) {
      firstSlot++;
    }
    makeRoom();
    return accepted ? Answer.ACCEPTED : Answer.REJECTED;
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
   * Forgets the messages from this position on, because they will be sent anew. Their answers may
   * still come.
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

  /** The last serial with this transaction number, below 1 if there was none. */
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
