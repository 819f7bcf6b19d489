package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;

/**
 * TLS over TCP: RFC 5425. Nothing is sent before {@link #handshake}. Renegotiation, which TLS 1.3
 * removed, is refused, so no long-running tasks of the engine follow the handshake.
 */
final class TlsConnection implements Connection, ReadyHandler {
  private static final int MOST_HEARD_FOR_NOTHING = 1024 * 1024; // hourly key updates, for years

  private final SelectionKey key;
  private final SocketChannel socket;
  private final long roundTripNanos;
  private final EncryptedSocket encrypted;
  private final TaskThreads tasks;
  private final TlsHandshake handshake;
  private final TlsAlerts alerts;
  private ReadyHandler handler = () -> {};
  private boolean established;
  private Optional<Encryption> encryption = Optional.empty();
  private long heardInHandshake;
  private long heardForNothing; // until the last record with content
  private @Nullable TlsReceipts receipts; // null if not supported
  private boolean flushed = true;
  private boolean callerWantsWrites;
  private boolean readWantsWrites; // the engine has a response to write
  private boolean lastReadGotSome; // the engine may hold more, unseen by the selector

  /**
   * @param key of a connected, non-blocking channel, with no interest set
   * @param roundTripNanos how long the TCP handshake took
   */
  TlsConnection(
      SelectionKey key, long roundTripNanos, TlsHandshake.EngineSource engines, TaskThreads tasks) {
    this.key = key;
    this.socket = (SocketChannel) key.channel();
    this.roundTripNanos = roundTripNanos;
    this.encrypted = new EncryptedSocket(socket);
    this.tasks = tasks;
    this.handshake = new TlsHandshake(encrypted, engines, tasks, this::ready);
    this.alerts = new TlsAlerts(socket);
  }

  @Override
  public String peer() {
    return Channels.peerOf(socket);
  }

  @Override
  public Optional<Encryption> encryption() {
    return encryption;
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
      return; // closed after this call was scheduled
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
          established; // the selector does not report again data read with the handshake
      if (established) {
        receipts = TlsReceipts.of(channel().getSslEngine());
        encryption = Optional.of(Encryption.of(channel().getSslEngine().getSession()));
      }
      return established;
    } catch (IOException e) {
      encryption = Encryption.refused(e);
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
   * @return -1 at the end of the TCP stream; 0 if it is still pending
   */
  private int endOfStream() throws IOException {
    int raw = socket.read(ByteBuffer.allocate(1));
    if (raw == 0 && alerts.isClosed()) {
      return 0;
    }
    if (raw >= 0) {
      throw new IOException(NetTexts.closedByServer()); // the TLS stream; the TCP stream follows
    }
    return -1;
  }

  private ClientTlsChannel channel() {
    return handshake.channel();
  }

  @Override
  public void shutdownOutput() throws IOException {
    alerts.beginToClose(channel().getSslEngine());
    sendCloseNotify();
  }

  private void sendCloseNotify() throws IOException {
    if (alerts.isClosing()) {
      wantWrites(!alerts.sendCloseNotify());
    }
  }

  @Override
  public void close() {
    try {
      if (established && flushed) {
        channel().getSslEngine().closeOutbound();
        sendAlert();
      }
    } finally {
      Channels.close(socket);
    }
  }

  private void sendAlert() {
    if (flushed && handshake.canSendAlert()) {
      alerts.send(channel().getSslEngine());
    }
  }

  @Override
  public void reset() {
    Channels.reset(socket);
  }
}
