package io.github.failoversyslog.net;

import io.github.failoversyslog.Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;

/**
 * TLS over TCP: RFC 5425. Until {@link #handshake} is called it is a TCP connection over which
 * nothing is said. What takes long is done by other threads; while one is at it the engine belongs
 * to it, and nothing is read or written.
 */
final class TlsConnection implements Connection, ReadyHandler {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_READ_AT_ONCE = 512 * 1024;

  /** Makes the connection's engine; may wait for files. */
  @FunctionalInterface
  interface EngineSource {
    SSLEngine make() throws IOException, GeneralSecurityException;
  }

  private final Server server;
  private final long generation;
  private final SelectionKey key;
  private final SocketChannel socket;
  private final Encrypted encrypted = new Encrypted();
  private final EngineSource engines;
  private final TaskThreads tasks;
  private ReadyHandler handler = () -> {};
  private @Nullable SSLEngine engine; // set by a task, then the loop's
  private @Nullable ClientTlsChannel channel;
  private @Nullable Throwable taskProblem;
  private boolean taskUnderWay;
  private boolean established;
  private long heardInHandshake;
  private boolean flushed = true;
  private boolean callerWantsWrites;
  private boolean handshakeWantsWrites;
  private boolean lastReadGotSome; // so there may be more that the selector knows nothing of
  private @Nullable ByteBuffer farewell; // close_notify, as far as it was not written yet
  private boolean saidFarewell; // and TCP's stream was ended

  /**
   * @param key of a connected, non-blocking channel, interested in nothing
   */
  TlsConnection(
      Server server, long generation, SelectionKey key, EngineSource engines, TaskThreads tasks) {
    this.server = server;
    this.generation = generation;
    this.key = key;
    this.socket = (SocketChannel) key.channel();
    this.engines = engines;
    this.tasks = tasks;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public void attach(ReadyHandler newHandler) {
    handler = newHandler;
    key.attach(this);
    updateInterest();
    if (lastReadGotSome) {
      tasks.onLoop(this::ready);
    }
  }

  @Override
  public void ready() {
    if (!socket.isOpen()) {
      return; // it was closed after this was asked for
    }
    encrypted.readAtOnce = 0;
    lastReadGotSome = false;
    handler.ready();
    if (lastReadGotSome) {
      tasks.onLoop(this::ready);
    }
  }

  @Override
  public void wantWrites(boolean wanted) {
    callerWantsWrites = wanted;
    updateInterest();
  }

  private void updateInterest() {
    if (key.isValid()) {
      boolean writes = handshakeWantsWrites || (callerWantsWrites && canWrite());
      int interest = SelectionKey.OP_READ | (writes ? SelectionKey.OP_WRITE : 0);
      key.interestOps(taskUnderWay ? 0 : interest);
    }
  }

  /** Whether a call of {@link #write}, or what is left of the farewell, could do anything. */
  private boolean canWrite() {
    return !flushed || farewell != null || channel == null || isReadyForData();
  }

  @Override
  public boolean handshake() throws IOException {
    if (taskUnderWay) {
      return false;
    }
    try {
      failIfTaskFailed();
      if (engine == null) {
        runTask(() -> engine = engines.make());
        return false;
      }
      established = establish(engine);
      heardInHandshake = encrypted.heard;
      lastReadGotSome = established; // what came behind the handshake is not told of again
      return established;
    } catch (ClosedChannelException e) {
      throw new IOException("the server closed the connection during the TLS handshake", e);
    } catch (IOException e) {
      sendAlert();
      throw new IOException(
          engine == null ? "no TLS: " + Reasons.of(e) : "TLS handshake failed: " + TlsReasons.of(e),
          e);
    } catch (RuntimeException | AssertionError e) { // of the library, and of the JDK's engine
      throw new IOException("TLS handshake failed: " + TlsReasons.of(e), e);
    }
  }

  private boolean establish(SSLEngine with) throws IOException {
    if (channel == null) {
      channel =
          ClientTlsChannel.newBuilder(encrypted, with)
              .withRunTasks(false)
              .withReleaseBuffers(false) // they would be made anew for every write
              .build();
    }
    handshakeWantsWrites = false;
    try {
      channel.handshake();
      return true;
    } catch (NeedsReadException e) {
      return false;
    } catch (NeedsWriteException e) {
      handshakeWantsWrites = true;
      return false;
    } catch (NeedsTaskException e) {
      runTask(e.getTask()::run);
      return false;
    } finally {
      updateInterest();
    }
  }

  private void runTask(TaskThreads.Task task) {
    taskUnderWay = true;
    updateInterest();
    tasks.run(task, this::taskEnded);
  }

  private void taskEnded(@Nullable Throwable problem) {
    taskUnderWay = false;
    taskProblem = problem;
    if (socket.isOpen()) {
      updateInterest();
      ready();
    }
  }

  private void failIfTaskFailed() throws IOException {
    Throwable problem = taskProblem;
    if (problem != null) {
      taskProblem = null;
      throw problem instanceof IOException known
          ? known
          : new IOException(TlsReasons.of(problem), problem);
    }
  }

  @Override
  public boolean mayBeTurnedAway() {
    String version = channel().getSslEngine().getSession().getProtocol();
    return version.equals("TLSv1.3") && encrypted.heard == heardInHandshake;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    long before = encrypted.written;
    if (isReadyForData()) {
      ClientTlsChannel to = channel();
      try {
        to.write(bytes);
        flushed = true;
      } catch (NeedsWriteException e) {
        flushed = false;
      } catch (RuntimeException | AssertionError e) {
        throw new IOException("TLS failed: " + TlsReasons.of(e), e);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, encrypted.written - before);
  }

  /** Whether the engine is not in the middle of something else, which reading will bring on. */
  private boolean isReadyForData() {
    return !taskUnderWay
        && channel().getSslEngine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  @Override
  public boolean isFlushed() {
    return flushed;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (taskUnderWay) {
      return 0;
    }
    failIfTaskFailed();
    sayFarewell();
    boolean wantedWrites = handshakeWantsWrites;
    int read = readNow(into);
    if (callerWantsWrites || handshakeWantsWrites != wantedWrites) {
      updateInterest();
    }
    return read < 0 ? endOfStream() : read;
  }

  private int readNow(ByteBuffer into) throws IOException {
    ClientTlsChannel from = channel();
    handshakeWantsWrites = false;
    lastReadGotSome = false;
    try {
      int read = from.read(into);
      lastReadGotSome = read > 0;
      return read;
    } catch (NeedsReadException e) {
      return 0;
    } catch (NeedsWriteException e) {
      flushed = false;
      handshakeWantsWrites = true;
      return 0;
    } catch (NeedsTaskException e) {
      runTask(e.getTask()::run);
      return 0;
    } catch (RuntimeException | AssertionError e) {
      throw new IOException("TLS failed: " + TlsReasons.of(e), e);
    }
  }

  /**
   * The end of TLS is the word of a process that may not have read everything; the end of the
   * stream is the kernel's, which has reset the connection otherwise.
   *
   * @return -1 at the end of the stream; 0 if it may still come
   */
  private int endOfStream() throws IOException {
    int raw = socket.read(ByteBuffer.allocate(1));
    if (raw == 0 && saidFarewell) {
      return 0;
    }
    if (raw >= 0) {
      throw new IOException("closed by the server"); // TLS, and so soon TCP
    }
    return -1;
  }

  private ClientTlsChannel channel() {
    if (channel == null) {
      throw new IllegalStateException("no TLS yet with " + server);
    }
    return channel;
  }

  /**
   * Sends close_notify and then ends TCP's stream: RFC 5425 section 4.4. The engine is asked for
   * it, because the channel would lose one that the socket does not take at once, and would not let
   * the rest be read.
   */
  @Override
  public void shutdownOutput() throws IOException {
    SSLEngine closing = channel().getSslEngine();
    closing.closeOutbound();
    farewell = alertOf(closing);
    sayFarewell();
  }

  private void sayFarewell() throws IOException {
    ByteBuffer left = farewell;
    if (left == null || !socket.isOpen()) {
      return;
    }
    socket.write(left);
    wantWrites(left.hasRemaining());
    if (!left.hasRemaining()) {
      farewell = null;
      saidFarewell = true;
      socket.shutdownOutput();
    }
  }

  private static ByteBuffer alertOf(SSLEngine closing) throws SSLException {
    ByteBuffer alert = ByteBuffer.allocate(closing.getSession().getPacketBufferSize());
    try {
      closing.wrap(NOTHING, alert);
    } catch (SSLException e) { // says once more what went wrong in a task; then comes the alert
      closing.wrap(NOTHING, alert);
    }
    return alert.flip();
  }

  @Override
  public void close() {
    if (established && flushed && !taskUnderWay) {
      channel().getSslEngine().closeOutbound();
      sendAlert();
    }
    Channels.close(socket);
  }

  /** Lets the server know why, if that is possible at once. */
  private void sendAlert() {
    ClientTlsChannel failed = channel;
    if (failed == null || !flushed || handshakeWantsWrites || taskUnderWay) {
      return;
    }
    try {
      socket.write(alertOf(failed.getSslEngine()));
    } catch (IOException | RuntimeException e) {
      // it learns of it by the end of the connection
    }
  }

  @Override
  public void reset() {
    Channels.reset(socket);
  }

  /** The socket, as the TLS channel sees it. */
  private final class Encrypted implements ByteChannel {
    private long written;
    private long heard;
    private long readAtOnce;

    /** Gives no more than so much at once: what the engine makes nothing of would hold the loop. */
    @Override
    public int read(ByteBuffer into) throws IOException {
      int read = readAtOnce < MOST_READ_AT_ONCE ? socket.read(into) : 0;
      if (read > 0) {
        heard += read;
        readAtOnce += read;
        Channels.acknowledgeNow(socket);
      }
      return read;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int now = socket.write(bytes);
      written += now;
      return now;
    }

    @Override
    public boolean isOpen() {
      return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
