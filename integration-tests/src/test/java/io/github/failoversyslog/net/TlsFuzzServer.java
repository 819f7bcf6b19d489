package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** A server's engine whose records are disturbed before the client gets them. */
final class TlsFuzzServer {
  private static final int MOST_PENDING = 1 << 16;

  private final SSLEngine engine;
  private final EngineServer server;
  private final MemoryChannel channel;
  private final StringBuilder sent = new StringBuilder();
  private final ByteBuffer some = ByteBuffer.allocate(1 << 15);
  private byte[] pending = {}; // made by the engine, and not yet delivered
  private long answers;
  private long numbers;
  private boolean failed;
  private boolean disturbed;

  TlsFuzzServer(SSLEngine engine, MemoryChannel channel, String protocol) {
    this.engine = engine;
    this.server = new EngineServer(engine, channel);
    this.channel = channel;
    engine.setEnabledProtocols(new String[] {protocol});
  }

  String sent() {
    return sent.toString();
  }

  String heard() {
    return server.heard();
  }

  /** Whether nothing was done to its records, and it has not ended its side. */
  boolean isUndisturbed() {
    return !disturbed;
  }

  /** Whether it has refused something. */
  boolean hasFailed() {
    return failed;
  }

  /** Records that may be answers to key update requests. */
  long answers() {
    return answers;
  }

  /** Reads what the client has written, and answers until there is no more to say. */
  void act() {
    if (failed) {
      return;
    }
    try {
      while (server.reads() || answers(true)) {}
    } catch (SSLException | RuntimeException e) {
      failed = true; // a server that answers no more, but whose loop goes on sending
    }
  }

  private boolean answers(boolean counted) throws SSLException {
    if (!server.hasToAnswer()) {
      return false;
    }
    boolean made = wraps("");
    answers -= made && !counted ? 1 : 0;
    return made;
  }

  private boolean wraps(String text) throws SSLException {
    SSLEngineResult result = engine.wrap(ByteBuffer.wrap(text.getBytes(US_ASCII)), some.clear());
    append(Arrays.copyOf(some.array(), some.position()));
    sent.append(text, 0, result.bytesConsumed());
    boolean made = result.bytesProduced() > 0;
    answers += made && result.bytesConsumed() == 0 ? 1 : 0;
    return made;
  }

  private void append(byte[] bytes) {
    disturbed |= pending.length + bytes.length > MOST_PENDING;
    if (pending.length + bytes.length <= MOST_PENDING) {
      int before = pending.length;
      pending = Arrays.copyOf(pending, before + bytes.length);
      System.arraycopy(bytes, 0, pending, before, bytes.length);
    }
  }

  /** Sends numbers, so that no two parts are the same. */
  void send(int number) {
    StringBuilder text = new StringBuilder();
    while (text.length() < number) {
      text.append(numbers++).append(' ');
    }
    quietly(() -> wraps(text.toString()));
  }

  /** Does nothing once a side has ended, because an engine then refuses to ask. */
  void requestKeyUpdate() {
    if (engine.isInboundDone() || engine.isOutboundDone()) {
      return;
    }
    quietly(
        () -> {
          giveOwedAnswers();
          engine.beginHandshake();
          return answers(false);
        });
  }

  void close() {
    disturbed = true;
    quietly(
        () -> {
          giveOwedAnswers();
          engine.closeOutbound();
          return answers(false);
        });
  }

  private void giveOwedAnswers() throws SSLException {
    while (answers(true)) {}
  }

  private interface Act {
    boolean act() throws SSLException;
  }

  private void quietly(Act act) {
    try {
      boolean unused = act.act();
    } catch (SSLException | RuntimeException e) {
      failed = true;
    }
  }

  void flip(int at, int bit) {
    disturbed = true;
    if (pending.length > 0) {
      pending[at % pending.length] ^= (byte) (1 << bit);
    }
  }

  void insert(int at, byte[] bytes) {
    disturbed = true;
    byte[] behind = Arrays.copyOfRange(pending, at % (pending.length + 1), pending.length);
    pending = Arrays.copyOf(pending, pending.length - behind.length);
    append(bytes);
    append(behind);
  }

  /** Takes a part away, or repeats it. */
  void cut(int at, int bytes, boolean repeated) {
    disturbed = true;
    int from = at % (pending.length + 1);
    int to = Math.min(pending.length, from + bytes);
    byte[] behind = Arrays.copyOfRange(pending, repeated ? from : to, pending.length);
    pending = Arrays.copyOf(pending, repeated ? to : from);
    append(behind);
  }

  void deliver(int most) {
    int bytes = Math.min(Math.min(most, pending.length), channel.toRead.remaining());
    channel.toRead.put(pending, 0, bytes);
    pending = Arrays.copyOfRange(pending, bytes, pending.length);
  }
}
