package io.github.failoversyslog.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.failoversyslog.it.application.Excerpt;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tlschannel.TlsChannel;
import tlschannel.WouldBlockException;

/**
 * One connection of a {@link SyslogTestServer}, and what was recorded of it after its end. Getters
 * are thread-safe; everything else runs on the server's thread.
 */
public final class ServerConnection {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int SLOW_BYTES = 2048;

  /** Which side ended a connection, and how. */
  public enum EndedBy {
    /** Still open. */
    OPEN,
    CLOSED_BY_CLIENT,
    RESET_BY_CLIENT,
    CLOSED_BY_SERVER,
    RESET_BY_SERVER
  }

  /** Receives the events of a connection. */
  interface Owner extends FrameParser.FrameConsumer {
    /** Whether it is a message of the appender's own, which goes to {@link #ownMessage}. */
    boolean isOwn(byte[] bytes, int offset, int length);

    void ownMessage(byte[] bytes, int offset, int length);

    void violation(String what);
  }

  private final int number;
  private final long openedAtNanos = System.nanoTime();
  private final SocketChannel channel;
  private final ByteChannel stream; // over the channel, possibly encrypted
  private final SelectionKey key;
  private final FrameParser parser;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private long slowPauseNanos; // before reading this many bytes; 0: full speed
  private boolean holdsItsEnd;
  private boolean readable = true; // false after a violation: the rest is meaningless
  private volatile boolean finished; // the end of the server's stream was sent
  private volatile long closedAtNanos;
  private volatile EndedBy ending = EndedBy.OPEN;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private volatile int incompleteBytes;
  private volatile String failure = "";
  private volatile boolean tlsEnded;
  private volatile boolean endHeld;

  ServerConnection(
      int number,
      SocketChannel channel,
      ByteChannel stream,
      SelectionKey key,
      FrameParser.Factory parsers) {
    this.number = number;
    this.channel = channel;
    this.stream = stream;
    this.key = key;
    this.parser = parsers.create(this);
  }

  /** Counted from 1, in the order of the connects. */
  public int number() {
    return number;
  }

  /** {@link System#nanoTime} when the server accepted it. */
  public long openedAtNanos() {
    return openedAtNanos;
  }

  /** {@link System#nanoTime} when the server closed it or detected its end. */
  public long closedAtNanos() {
    return closedAtNanos;
  }

  public EndedBy ending() {
    return ending;
  }

  public boolean isOpen() {
    return ending == EndedBy.OPEN;
  }

  /** Bytes read from the client. */
  public long bytes() {
    return bytes.get();
  }

  /** Complete messages read from the client, without those of the appender's own. */
  public long messages() {
    return messages.get();
  }

  /** Bytes read after the last complete frame. */
  public int incompleteBytes() {
    return incompleteBytes;
  }

  /** Why reading failed, such as an alert of the client; empty if it did not. */
  public String failure() {
    return failure;
  }

  /** Whether the client closed TLS before TCP. */
  public boolean isTlsEnded() {
    return tlsEnded;
  }

  /** Whether everything up to the client's end was read while the server's side is kept open. */
  public boolean isEndHeld() {
    return endHeld;
  }

  /** Whether the client connected, sent nothing and closed. */
  public boolean isProbe() {
    return ending == EndedBy.CLOSED_BY_CLIENT && bytes.get() == 0;
  }

  @Override
  public String toString() {
    return "connection %d: %s, %d messages, %d bytes, %d of them incomplete"
        .formatted(number, ending, messages(), bytes(), incompleteBytes);
  }

  void slow(int bytesPerSecond) {
    slowPauseNanos = SLOW_BYTES * SECONDS.toNanos(1) / bytesPerSecond;
  }

  /** Keeps the server's side open when the client closes its side. */
  void holdItsEnd() {
    holdsItsEnd = true;
  }

  void reading(boolean on) {
    key.interestOps(on ? SelectionKey.OP_READ : 0);
  }

  /**
   * Reads the available data.
   *
   * @param cutAfterBytes the connection ends once this many bytes were read
   * @param cut how it ends then
   */
  void read(long cutAfterBytes, Consumer<ServerConnection> cut, Owner owner) {
    try {
      do {
        readOnce(cutAfterBytes, cut, owner);
      } while (stream instanceof TlsChannel
          && isOpen()
          && !endHeld); // the selector does not know what TLS still buffers
    } catch (WouldBlockException e) {
      // TLS needs more data
    } catch (ClosedChannelException e) { // within a TLS record
      endedByClient(owner);
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      end(EndedBy.RESET_BY_CLIENT);
    }
  }

  private void readOnce(long cutAfterBytes, Consumer<ServerConnection> cut, Owner owner)
      throws IOException {
    if (slowPauseNanos > 0) {
      LockSupport.parkNanos(slowPauseNanos);
    }
    int most =
        slowPauseNanos > 0 ? Math.min(SLOW_BYTES, buffer.length - filled) : buffer.length - filled;
    int room = (int) Math.max(0, Math.min(most, cutAfterBytes - bytes.get()));
    int read = room == 0 ? 0 : stream.read(ByteBuffer.wrap(buffer, filled, room));
    if (read < 0) {
      endedByClient(owner);
      return;
    }
    filled += read;
    bytes.addAndGet(read);
    parse(owner);
    if (bytes.get() >= cutAfterBytes) {
      cut.accept(this);
    }
  }

  private void endedByClient(Owner owner) {
    if (incompleteBytes > 0 && !finished) {
      owner.violation("ended within a frame: " + Excerpt.of(buffer, 0, filled));
    }
    tlsEnded = stream instanceof TlsChannel tls && tls.shutdownReceived();
    if (holdsItsEnd) {
      reading(false);
      endHeld = true;
      return;
    }
    try {
      stream.close(); // sends close_notify
    } catch (IOException e) {
      // closed anyway
    }
    end(finished ? EndedBy.CLOSED_BY_SERVER : EndedBy.CLOSED_BY_CLIENT);
  }

  private void parse(Owner owner) {
    if (!readable) {
      filled = 0;
      return;
    }
    long[] count = {0};
    int rest = filled;
    try {
      rest =
          parser.parse(
              buffer,
              0,
              filled,
              (message, offset, length) -> {
                if (owner.isOwn(message, offset, length)) {
                  owner.ownMessage(message, offset, length);
                } else {
                  count[0]++;
                  owner.message(message, offset, length);
                }
              });
    } catch (FrameParser.FramingException e) {
      readable = false;
      owner.violation(e.getMessage());
    }
    System.arraycopy(buffer, rest, buffer, 0, filled - rest);
    filled -= rest;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    incompleteBytes = filled;
    messages.addAndGet(count[0]);
  }

  void send(ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      if (stream.write(data) == 0) {
        throw new IllegalStateException("the client does not read");
      }
    }
  }

  /** Sends the end of the stream and continues to read until the client's end. */
  void finish() throws IOException {
    if (!finished) {
      finished = true;
      channel.shutdownOutput();
    }
  }

  /** Closes immediately; the kernel sends a reset if there are unread bytes. */
  void close() {
    end(EndedBy.CLOSED_BY_SERVER);
  }

  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // the client disconnected first
    }
    end(EndedBy.RESET_BY_SERVER);
  }

  private void end(EndedBy how) {
    if (!isOpen()) {
      return;
    }
    closedAtNanos = System.nanoTime();
    try {
      channel.close();
    } catch (IOException e) {
      // closed anyway
    }
    buffer = new byte[0];
    ending = how;
  }
}
