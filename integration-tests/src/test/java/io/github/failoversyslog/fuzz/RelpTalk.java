package io.github.failoversyslog.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.RelpSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A session whose server sends arbitrary bytes. A message is released if the server has accepted
 * it, or refused it twice, and all before it; never otherwise.
 */
final class RelpTalk {
  private static final int MESSAGES = 40;
  private static final long RECORD_BYTES = 16; // of a message of up to 8 bytes
  private static final int WINDOW = 8;
  private static final long TIMEOUT_NANOS = 1_000_000_000;

  private final RelpSession session = new RelpSession(WINDOW, TIMEOUT_NANOS);
  private final MessageRing ring = MessageRing.inMemory(4096);
  private final ByteBuffer batch = ByteBuffer.allocate(16 * 1024);
  private final Map<Integer, Integer> messageOf = new HashMap<>(); // by transaction
  private final int[] refusals = new int[MESSAGES];
  private final boolean[] done = new boolean[MESSAGES];
  private final StringBuilder heard = new StringBuilder();
  private boolean begun;
  private int framesHeard;
  private int rejected; // by the server
  private int rejectedByUs;
  private long released;

  private RelpTalk() {
    LongAdder taken = new LongAdder();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = ("m" + i).getBytes(US_ASCII);
      ring.append(message, message.length, ring.capacity(), taken);
    }
    session.greet(batch);
  }

  static void check(byte[] stream, int pieceSize) {
    RelpTalk talk = new RelpTalk();
    try {
      for (int at = 0; at < stream.length; at += pieceSize) {
        talk.sends();
        talk.receives(stream, at, Math.min(pieceSize, stream.length - at));
      }
      talk.session.finish(talk.batch.clear(), talk.ring, 0);
    } catch (IOException e) {
      Check.that(e.getMessage() != null && isPrintable(e.getMessage()), "an unreadable reason");
    }
    talk.checkReleased();
  }

  private static boolean isPrintable(String reason) {
    return reason.chars().allMatch(character -> character >= ' ' && character <= '~');
  }

  private void sends() {
    if (session.isOpen() && !begun) {
      begun = true;
      session.begin(ring.sent(), 0);
    }
    if (!begun) {
      return;
    }
    session.fill(batch.clear(), ring, 0);
    List<RelpFrame> frames = new ArrayList<>();
    Check.that(
        RelpFrame.readAll(ISO_8859_1.decode(batch.flip()).toString(), frames),
        "we send something that is no RELP");
    for (RelpFrame frame : frames) {
      Check.that(frame.command().equals("syslog"), "we send a " + frame.command());
      messageOf.put(frame.transaction(), Integer.parseInt(frame.data().substring(1)));
    }
    Check.that(unanswered() <= WINDOW, "more unanswered messages than the window has");
  }

  private int unanswered() {
    int unanswered = 0;
    for (int message : messageOf.values()) {
      unanswered += done[message] ? 0 : 1;
    }
    return unanswered;
  }

  private void receives(byte[] stream, int at, int bytes) throws IOException {
    heard.append(new String(stream, at, bytes, ISO_8859_1));
    List<RelpFrame> frames = new ArrayList<>();
    boolean unused = RelpFrame.readAll(heard.toString(), frames);
    frames.subList(framesHeard, frames.size()).forEach(this::noteAnswer);
    framesHeard = frames.size();
    try {
      session.received(ByteBuffer.wrap(stream, at, bytes), 0, 0);
    } finally {
      checkReleased();
    }
  }

  private void noteAnswer(RelpFrame frame) {
    Integer message = frame.isAnswer() ? messageOf.remove(frame.transaction()) : null;
    if (message == null) {
      return;
    }
    boolean given = !frame.isPositive() && ++refusals[message] == 2;
    rejected += given ? 1 : 0;
    done[message] |= given || frame.isPositive();
  }

  private void checkReleased() {
    rejectedByUs += session.takeRejected().countMessages(ring);
    Check.that(rejectedByUs <= rejected, "more rejected than the server refused twice");
    long releasable = begun ? session.releasable(0) : 0;
    Check.that(releasable >= released, "a released message is wanted back");
    for (int message = 0; message * RECORD_BYTES < releasable; message++) {
      Check.that(done[message], "message " + message + " is released without an answer");
    }
    released = releasable;
    if (begun) {
      ring.release(Math.min(releasable, ring.sent()));
    }
  }
}
