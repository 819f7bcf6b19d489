package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;

/**
 * TLS over TCP: RFC 5425. Before {@link #handshake} it is a silent TCP connection. There is one
 * handshake, with which the tasks end that take long: a server that wants to renegotiate, which TLS
 * 1.3 does not know any more, is refused.
 */
final class TlsConnection implements Connection, ReadyHandler {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_HEARD_FOR_NOTHING = 1024 * 1024; // new keys every hour, for years

  private final SelectionKey key;
  private final SocketChannel socket;
  private final long roundTripNanos;
  private final EncryptedSocket encrypted;
  private final TaskThreads tasks;
  private final TlsHandshake handshake;
  private ReadyHandler handler = () -> {};
  private boolean established;
  private long heardInHandshake;
  private long heardForNothing; // up to the last record that had content
  private @Nullable TlsReceipts receipts; // if they are wanted, and there can be some
  private boolean flushed = true;
  private boolean callerWantsWrites;
  private boolean readWantsWrites; // the engine has to answer the server
  private boolean lastReadGotSome; // so there may be more that the selector knows nothing of
  private @Nullable ByteBuffer closeNotify; // close_notify, as far as it was not written yet
  private boolean closeNotifySent; // and TCP's stream was ended

  /**
   * @param key of a connected, non-blocking channel, interested in nothing
   * @param roundTripNanos how long TCP took to connect
   */
  TlsConnection(
      SelectionKey key, long roundTripNanos, TlsHandshake.EngineSource engines, TaskThreads tasks) {
    this.key = key;
    this.socket = (SocketChannel) key.channel();
    this.roundTripNanos = roundTripNanos;
    this.encrypted = new EncryptedSocket(socket);
    this.tasks = tasks;
    this.handshake = new TlsHandshake(encrypted, engines, tasks, this::ready);
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
    encrypted.beginTurn();
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
      int writes = callerWantsWrites || readWantsWrites ? SelectionKey.OP_WRITE : 0;
      key.interestOps(established ? SelectionKey.OP_READ | writes : handshake.interest());
    }
  }

  @Override
  public boolean handshake() throws IOException {
    try {
      established = handshake.advance();
      heardInHandshake = encrypted.heard();
      lastReadGotSome =
          established; // the selector does not report again what came with the handshake
      receipts = established ? TlsReceipts.of(channel().getSslEngine()) : null;
      return established;
    } catch (IOException e) {
      sendAlert();
      throw e;
    } finally {
      updateInterest();
    }
  }

  @Override
  public boolean mayBeRejected() {
    String version = channel().getSslEngine().getSession().getProtocol();
    return version.equals("TLSv1.3") && encrypted.heard() == heardInHandshake;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    long before = encrypted.written();
    ClientTlsChannel to = channel();
    try {
      flushed = encrypted.sendFirst();
      if (flushed) {
        to.write(bytes);
      }
    } catch (NeedsWriteException e) {
      flushed = false;
    } catch (RuntimeException | AssertionError e) {
      throw new IOException(NetTexts.tlsFailed(TlsReasons.of(e)), e);
    }
    return (int) Math.min(Integer.MAX_VALUE, encrypted.written() - before);
  }

  @Override
  public boolean isFlushed() {
    return flushed;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    sendCloseNotify();
    boolean wantedWrites = readWantsWrites;
    int read = readNow(into);
    long forNothing = encrypted.heard() - (receipts == null ? 0 : receipts.answerBytes());
    if (read > 0) {
      heardForNothing = forNothing;
    } else if (forNothing - heardForNothing > MOST_HEARD_FOR_NOTHING) {
      throw new IOException(NetTexts.emptyRecords(MOST_HEARD_FOR_NOTHING / 1024 / 1024));
    }
    if (readWantsWrites != wantedWrites) {
      updateInterest();
    }
    return read < 0 ? endOfStream() : read;
  }

  private int readNow(ByteBuffer into) throws IOException {
    ClientTlsChannel from = channel();
    readWantsWrites = false;
    lastReadGotSome = false;
    try {
      int read = from.read(into);
      lastReadGotSome = read > 0;
      return read;
    } catch (NeedsReadException e) {
      return 0;
    } catch (NeedsWriteException e) {
      flushed = false;
      readWantsWrites = true;
      return 0;
    } catch (NeedsTaskException e) {
      throw new IOException(NetTexts.renegotiation(), e);
    } catch (RuntimeException | AssertionError e) {
      throw new IOException(NetTexts.tlsFailed(TlsReasons.of(e)), e);
    }
  }

  @Override
  public long roundTripNanos() {
    return roundTripNanos;
  }

  @Override
  public boolean canAskForReceipts() {
    return receipts != null && flushed && !channel().getSslEngine().isOutboundDone();
  }

  @Override
  public void askForReceipts(int requests) throws IOException {
    TlsReceipts from = receipts;
    if (from == null || !canAskForReceipts()) {
      throw new IllegalStateException("no time to ask for receipts");
    }
    try {
      flushed = encrypted.sendFirst(from.ask(requests));
    } catch (RuntimeException | AssertionError e) {
      throw new IOException(NetTexts.tlsFailed(TlsReasons.of(e)), e);
    }
  }

  @Override
  public long receipts() {
    return receipts == null ? 0 : receipts.answers();
  }

  /**
   * A close_notify does not prove that the process has read everything. The end of the TCP stream
   * does: a kernel that holds unread input resets the connection instead.
   *
   * @return -1 at the end of the stream; 0 if it may still come
   */
  private int endOfStream() throws IOException {
    int raw = socket.read(ByteBuffer.allocate(1));
    if (raw == 0 && closeNotifySent) {
      return 0;
    }
    if (raw >= 0) {
      throw new IOException(NetTexts.closedByServer()); // TLS, and so soon TCP
    }
    return -1;
  }

  private ClientTlsChannel channel() {
    return handshake.channel();
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
    closeNotify = alertOf(closing);
    sendCloseNotify();
  }

  private void sendCloseNotify() throws IOException {
    ByteBuffer left = closeNotify;
    if (left == null || !socket.isOpen()) {
      return;
    }
    socket.write(left);
    wantWrites(left.hasRemaining());
    if (!left.hasRemaining()) {
      closeNotify = null;
      closeNotifySent = true;
      socket.shutdownOutput();
    }
  }

  private static ByteBuffer alertOf(SSLEngine closing) throws SSLException {
    ByteBuffer alert = ByteBuffer.allocate(closing.getSession().getPacketBufferSize());
    try {
      closing.wrap(NOTHING, alert);
    } catch (SSLException e) { // repeats the failure of a task; the second call makes the alert
      closing.wrap(NOTHING, alert);
    }
    return alert.flip();
  }

  @Override
  public void close() {
    if (established && flushed) {
      channel().getSslEngine().closeOutbound();
      sendAlert();
    }
    Channels.close(socket);
  }

  /** Lets the server know why, if that is possible at once. */
  private void sendAlert() {
    if (!flushed || !handshake.canSendAlert()) {
      return;
    }
    try {
      socket.write(alertOf(channel().getSslEngine()));
    } catch (IOException | RuntimeException e) {
      // it learns of it by the end of the connection
    }
  }

  @Override
  public void reset() {
    Channels.reset(socket);
  }
}
