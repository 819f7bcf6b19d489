package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes through a client's TLS engine to a non-blocking channel and back, and keeps what
 * either side does not take at once. Never blocks, and runs no task of the engine. Used by the
 * loop's thread only.
 */
final class TlsRecords {

  /** What the handshake needs to go on. */
  enum Need {
    NOTHING, // it is complete
    INPUT,
    OUTPUT, // the channel accepts no bytes
    TASK // of the engine, to be run elsewhere
  }

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
  private static final int RECORDS_AT_ONCE = 4; // are written together
  private static final int MOST_READ_IN_A_TURN = 64 * 1024;
  private static final int MOST_OWED = 256 * 1024; // a peer that does not read is not answered

  private final ByteChannel channel;
  private final SSLEngine engine;
  private final KeyUpdates keyUpdates = new KeyUpdates();
  private ByteBuffer received = EMPTY; // records, position to limit
  private ByteBuffer content = EMPTY; // not yet taken by the caller, position to limit
  private ByteBuffer outgoing = EMPTY; // records not yet written, 0 to position
  private boolean begun;
  private boolean owes; // reading has made records that are not written
  private long heard;
  private long written;
  private int readInTurn;

  /**
   * @param channel non-blocking; its end of stream ends the TLS stream
   */
  TlsRecords(ByteChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
  }

  SSLEngine engine() {
    return engine;
  }

  /** Bytes read from the channel. */
  long heard() {
    return heard;
  }

  /** Bytes written to the channel. */
  long written() {
    return written;
  }

  /** Whether everything was written to the channel. */
  boolean isFlushed() {
    return outgoing.position() == 0;
  }

  /** Whether an answer to the server waits for {@link #flush}. */
  boolean owesAnswer() {
    return owes;
  }

  /** Whether nothing is read because a server takes no answers. */
  boolean readsNoMore() {
    return outgoing.position() > MOST_OWED;
  }

  /** Whether reading has ended before the channel had nothing left. */
  boolean mayHaveMore() {
    return readInTurn >= MOST_READ_IN_A_TURN || readsNoMore();
  }

  KeyUpdates keyUpdates() {
    return keyUpdates;
  }

  /**
   * Begins a turn of the loop, in which at most about 64 KiB are read: records without content
   * could keep the loop busy.
   */
  void beginTurn() {
    readInTurn = 0;
  }

  /**
   * Advances the handshake.
   *
   * @throws ClosedChannelException if the stream has ended
   */
  Need handshake() throws IOException {
    if (!begun) {
      begun = true;
      engine.beginHandshake();
    }
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> {
          return Need.TASK;
        }
        case NEED_WRAP -> wrapAll();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          Need need = receiveInHandshake();
          if (need != Need.NOTHING) {
            return need;
          }
        }
        case NOT_HANDSHAKING, FINISHED -> {
          return flush() ? Need.NOTHING : Need.OUTPUT;
        }
      }
    }
  }

  private Need receiveInHandshake() throws IOException {
    if (!flush()) {
      return Need.OUTPUT;
    }
    SSLEngineResult result = unwrap();
    if (result == null) {
      return Need.INPUT;
    }
    if (result.getStatus() == Status.CLOSED) {
      throw new ClosedChannelException();
    }
    return Need.NOTHING;
  }

  /**
   * Encrypts and writes bytes until all are written or the channel accepts no more; {@link
   * #isFlushed} tells which. The last encrypted ones may wait for {@link #flush}.
   */
  void write(ByteBuffer bytes) throws IOException {
    while (flush() && bytes.hasRemaining()) {
      do {
        SSLEngineResult result = wrap(bytes);
        if (result.getStatus() == Status.CLOSED) {
          throw new IOException(NetTexts.closedByServer());
        }
        if (result.bytesProduced() == 0) {
          throw new IOException(NetTexts.renegotiation());
        }
      } while (bytes.hasRemaining() && outgoing.remaining() >= packetBytes());
    }
  }

  /** Returns whether everything was written. */
  boolean flush() throws IOException {
    if (outgoing.position() > 0) {
      outgoing.flip();
      try {
        written += channel.write(outgoing);
      } finally {
        outgoing.compact();
      }
    }
    owes &= !isFlushed();
    return isFlushed();
  }

  /**
   * Reads and decrypts, and answers what the protocol wants answered.
   *
   * @return the number of bytes; 0 if there are none; -1 at the end of the TLS stream or the
   *     channel's
   */
  int read(ByteBuffer into) throws IOException {
    if (owes && !flush() && readsNoMore()) {
      return 0;
    }
    while (!content.hasRemaining()) {
      SSLEngineResult result = unwrap();
      if (result == null) {
        return 0;
      }
      if (result.getStatus() == Status.CLOSED) {
        return -1;
      }
      if (!answer(engine.getHandshakeStatus())) {
        return 0;
      }
    }
    int bytes = Math.min(content.remaining(), into.remaining());
    into.put(content.slice(content.position(), bytes));
    content.position(content.position() + bytes);
    return bytes;
  }

  /** Returns whether more can be read now. */
  private boolean answer(HandshakeStatus status) throws IOException {
    if (status == HandshakeStatus.NEED_TASK) {
      throw new IOException(NetTexts.renegotiation());
    }
    if (status == HandshakeStatus.NEED_WRAP) {
      wrapAll();
      owes = !flush();
    }
    return !readsNoMore();
  }

  /**
   * Decrypts one record into {@link #content}.
   *
   * @return null if none has arrived; with status OK, or CLOSED at the end of the stream
   */
  private @Nullable SSLEngineResult unwrap() throws IOException {
    while (true) {
      ByteBuffer to = content.clear();
      SSLEngineResult result;
      try {
        result = engine.unwrap(received, to);
      } finally {
        to.flip();
      }
      switch (result.getStatus()) {
        case OK, CLOSED -> {
          keyUpdates.unwrapped(result);
          return result;
        }
        case BUFFER_OVERFLOW ->
            content =
                ByteBuffer.allocate(
                        Math.max(
                            engine.getSession().getApplicationBufferSize(), 2 * content.capacity()))
                    .flip();
        case BUFFER_UNDERFLOW -> {
          int read = receive();
          if (read < 0) {
            return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
          }
          if (read == 0) {
            return null;
          }
        }
      }
    }
  }

  private int receive() throws IOException {
    if (received.capacity() < packetBytes()) {
      received = ByteBuffer.allocate(packetBytes()).put(received);
    } else {
      received.compact();
    }
    try {
      int read = readInTurn < MOST_READ_IN_A_TURN ? channel.read(received) : 0;
      heard += Math.max(0, read);
      readInTurn += Math.max(0, read);
      return read;
    } finally {
      received.flip();
    }
  }

  /** Makes key update requests (RFC 8446 section 4.6.3), and writes them if possible. */
  void requestKeyUpdates(int requests) throws IOException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      wrapAll(); // an answer, or a request of the engine's own
    }
    keyUpdates.asking(true);
    try {
      for (int i = 0; i < requests; i++) {
        engine.beginHandshake();
        wrapAll();
      }
    } finally {
      keyUpdates.asking(false);
    }
    boolean unused = flush();
  }

  /** Makes the engine's last record, close_notify or another alert, for {@link #flush}. */
  void end() throws SSLException {
    keyUpdates.end();
    engine.closeOutbound();
    boolean made = true;
    while (made && !engine.isOutboundDone()) { // a key update may come first
      made = makeAlert();
    }
  }

  /**
   * Makes the alert after a failed handshake, for {@link #flush}.
   *
   * @return whether a record was made
   */
  boolean makeAlert() throws SSLException {
    try {
      return wrap(EMPTY).bytesProduced() > 0;
    } catch (SSLException e) { // a task's failure, thrown again; the second call makes the alert
      return wrap(EMPTY).bytesProduced() > 0;
    }
  }

  private void wrapAll() throws IOException {
    SSLEngineResult result;
    do {
      result = wrap(EMPTY);
      if (result.getStatus() != Status.OK) {
        throw new IOException(NetTexts.closedByServer());
      }
    } while (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        && result.bytesProduced() > 0);
  }

  private SSLEngineResult wrap(ByteBuffer bytes) throws SSLException {
    SSLEngineResult result = engine.wrap(bytes, outgoing);
    while (result.getStatus() == Status.BUFFER_OVERFLOW) {
      int capacity = Math.max(outgoing.position() + packetBytes(), RECORDS_AT_ONCE * packetBytes());
      outgoing = ByteBuffer.allocate(capacity).put(outgoing.flip());
      result = engine.wrap(bytes, outgoing);
    }
    keyUpdates.wrapped(result);
    return result;
  }

  private int packetBytes() {
    return engine.getSession().getPacketBufferSize();
  }
}
