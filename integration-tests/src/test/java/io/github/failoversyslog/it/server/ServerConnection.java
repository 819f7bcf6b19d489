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
 * One connection of a {@link SyslogTestServer}, and after its end what there is to tell of it. Any
 * thread may ask; all else happens on the server's thread.
 */
public final class ServerConnection {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int SLOW_BYTES = 2048;

  /** Who ended a connection, and how. */
  public enum EndedBy {
    /** It has not ended yet. */
    OPEN,
    CLOSED_BY_CLIENT,
    RESET_BY_CLIENT,
    CLOSED_BY_SERVER,
    RESET_BY_SERVER
  }

  /** What a connection reports to its server. */
  interface Owner extends FrameParser.FrameConsumer {
    void violation(String what);
  }

  private final int number;
  private final long openedAtNanos = System.nanoTime();
  private final SocketChannel channel;
  private final ByteChannel stream; // over the channel, perhaps encrypted
  private final SelectionKey key;
  private final FrameParser parser;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private long slowPauseNanos; // before reading so many bytes; 0: as fast as it can
  private boolean holdsItsEnd;
  private boolean readable = true; // false after a violation: what follows means nothing
  private volatile boolean finished; // we have sent the end of our stream
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

  /** From 1 on, in the order of their arrival at the server. */
  public int number() {
    return number;
  }

  /** {@link System#nanoTime} when the server accepted it. */
  public long openedAtNanos() {
    return openedAtNanos;
  }

  /** {@link System#nanoTime} when the server learned of its end, or ended it. */
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

  /** Messages read from the client, whole ones. */
  public long messages() {
    return messages.get();
  }

  /** Bytes read after the last whole frame. */
  public int incompleteBytes() {
    return incompleteBytes;
  }

  /** Why reading failed, such as an alert of the client; empty if it did not. */
  public String failure() {
    return failure;
  }

  /** Whether the client ended TLS before it ended TCP. */
  public boolean isTlsEnded() {
    return tlsEnded;
  }

  /** Whether all was read to the client's end, and our side stays open all the same. */
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

  /** Keeps our side open when the client ends its own. */
  void holdItsEnd() {
    holdsItsEnd = true;
  }

  void reading(boolean on) {
    key.interestOps(on ? SelectionKey.OP_READ : 0);
  }

  /**
   * Reads what is there.
   *
   * @param cutAfterBytes the connection ends once so many bytes were read from it
   * @param cut how it ends then
   */
  void read(long cutAfterBytes, Consumer<ServerConnection> cut, Owner owner) {
    try {
      do {
        readOnce(cutAfterBytes, cut, owner);
      } while (stream instanceof TlsChannel
          && isOpen()
          && !endHeld); // no selector knows what TLS still holds
    } catch (WouldBlockException e) {
      // TLS wants more of the stream
    } catch (ClosedChannelException e) { // in the middle of TLS
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
      stream.close(); // TLS says good-bye first
    } catch (IOException e) {
      // gone all the same
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
                count[0]++;
                owner.message(message, offset, length);
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

  /** Sends the end of the stream, and reads on until the client's end. */
  void finish() throws IOException {
    if (!finished) {
      finished = true;
      channel.shutdownOutput();
    }
  }

  /** Closes at once; the kernel makes that a reset if there are unread bytes. */
  void close() {
    end(EndedBy.CLOSED_BY_SERVER);
  }

  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // the client was faster
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
      // gone all the same
    }
    buffer = new byte[0];
    ending = how;
  }
}
