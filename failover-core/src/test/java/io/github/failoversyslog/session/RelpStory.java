package io.github.failoversyslog.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A RELP session and its ring; the messages are words. The clock is a number. */
public final class RelpStory {
  public static final String OPEN_ANSWER = "1 rsp 37 200 OK\nrelp_version=0\ncommands=syslog\n";

  final MessageRing ring = MessageRing.inMemory(4096);
  final RelpSession session;
  private int rejected;
  long nowNanos;
  private ByteBuffer batch = ByteBuffer.allocate(200);

  /**
   * @param timeoutNanos relpTimeout of the session
   */
  RelpStory(int windowMessages, long timeoutNanos) {
    session = new RelpSession(windowMessages, timeoutNanos);
  }

  /** Sets the size of a batch. */
  void batchBytes(int bytes) {
    batch = ByteBuffer.allocate(bytes);
  }

  String greets() {
    session.greet(batch.clear());
    return written();
  }

  /** Opens the session, which starts at the ring's read position. */
  RelpStory open() throws IOException {
    greets();
    answers(OPEN_ANSWER);
    assertThat(session.isOpen()).isTrue();
    session.begin(ring.sent(), nowNanos);
    return this;
  }

  /** Appends words to the ring: a record is 8 bytes plus the word, padded to a multiple of 8. */
  void log(String... words) {
    for (String word : words) {
      assertThat(ring.append(word.getBytes(US_ASCII), word.length(), 4096, new LongAdder()))
          .isTrue();
    }
  }

  /** Fills and returns the next batch. */
  String fills() {
    session.fill(batch.clear(), ring, nowNanos);
    return written();
  }

  String logAndFill(String... words) {
    log(words);
    return fills();
  }

  /** Fills and returns all batches, up to the first empty one. */
  List<String> fillsAll() {
    List<String> batches = new ArrayList<>();
    for (String next = fills(); !next.isEmpty(); next = fills()) {
      batches.add(next);
    }
    return batches;
  }

  /** Every character is one byte. */
  void answers(String frames) throws IOException {
    session.received(ByteBuffer.wrap(frames.getBytes(US_ASCII)), nowNanos, nowNanos);
  }

  void accepts(int... transactions) throws IOException {
    for (int transaction : transactions) {
      answers(transaction + " rsp 6 200 OK\n");
    }
  }

  void refuses(int... transactions) throws IOException {
    for (int transaction : transactions) {
      answers(transaction + " rsp 7 500 bad\n");
    }
  }

  /** The last batch of {@link #finishes}. */
  String lastWords = "";

  boolean finishes() {
    boolean done = session.finish(batch.clear(), ring, nowNanos);
    lastWords = written();
    return done;
  }

  /** How many messages the session has given up, and all before them been answered. */
  int rejected() {
    rejected += session.takeRejected().countMessages(ring);
    return rejected;
  }

  long releasable() {
    return session.releasable(nowNanos);
  }

  long resendFrom(Loss loss) {
    return session.resendFrom(loss, nowNanos);
  }

  /** Rewinds the ring, as after the loss of another connection. */
  void rewinds(long position) {
    ring.rewind(position);
    session.rewound(position);
  }

  private String written() {
    return US_ASCII.decode(batch.duplicate().flip()).toString();
  }
}
