package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS over TCP: RFC 5425. Nothing is sent before {@link #handshake}. Renegotiation, which TLS 1.3
 * removed, is refused, so no long-running tasks of the engine follow the handshake.
 */
final class TlsConnection implements Connection, ReadyHandler {
  private static final String TLS_1_3 = "TLSv1.3";
  private static final int MOST_HEARD_FOR_NOTHING = 1024 * 1024; // hourly key updates, for years

  private final SelectionKey key;
  private final SocketChannel socket;
  private final long roundTripNanos;
  private final TaskThreads tasks;
  private final TlsHandshake.EngineSource engines;
  private final TlsHandshake handshake;
  private final boolean wantsReceipts;
  private ReadyHandler handler = () -> {};
  private boolean established;
  private boolean refusedSession;
  private Optional<Encryption> encryption = Optional.empty();
  private long heardInHandshake;
  private long heardForNothing; // until the last record with content
  private boolean givesReceipts;
  private boolean callerWantsWrites;
  private boolean isWriteUnfinished;
  private long writtenBefore; // at the end of the last write
  private boolean lastReadGotSome; // more may have been decrypted, unseen by the selector
  private boolean ending; // close_notify is to be sent, then the end of TCP's output
  private boolean ended;

  /**
   * @param key of a connected, non-blocking channel, with no interest set
   * @param roundTripNanos how long the TCP handshake took
   * @param wantsReceipts whether to provide receipts if the TLS version has them
   */
  TlsConnection(
      SelectionKey key,
      long roundTripNanos,
      TlsHandshake.EngineSource engines,
      boolean wantsReceipts,
      TaskThreads tasks) {
    this.key = key;
    this.socket = (SocketChannel) key.channel();
    this.roundTripNanos = roundTripNanos;
    this.wantsReceipts = wantsReceipts;
    this.tasks = tasks;
    this.engines = engines;
    this.handshake = new TlsHandshake(socket, engines, tasks, this::ready);
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
    beginTurn();
    lastReadGotSome = false;
    handler.ready();
    if (lastReadGotSome) {
      tasks.onLoop(this::ready);
    }
  }

  @Override
  public void beginTurn() {
    if (established) {
      records().beginTurn();
    }
  }

  @Override
  public boolean mayHaveMore() {
    return established && records().mayHaveMore();
  }

  @Override
  public void wantWrites(boolean wanted) {
    callerWantsWrites = wanted;
    updateInterest();
  }

  private void updateInterest() {
    if (key.isValid()) {
      int wanted = established ? interest() : handshake.interest();
      if (key.interestOps() != wanted) {
        key.interestOps(wanted);
      }
    }
  }

  private int interest() {
    boolean writes = callerWantsWrites || records().owesAnswer() || (ending && !ended);
    int reads = records().readsNoMore() ? 0 : SelectionKey.OP_READ; // else the selector would spin
    return writes ? reads | SelectionKey.OP_WRITE : reads;
  }

  @Override
  public boolean handshake() throws IOException {
    try {
      established = advanceHandshake();
      lastReadGotSome =
          established; // the selector does not report again data read with the handshake
      if (established) {
        heardInHandshake = records().heard();
        encryption = Optional.of(Encryption.of(session()));
        engines.established(session());
        givesReceipts = wantsReceipts && isTls13();
        if (givesReceipts) {
          records().keyUpdates().begin();
        }
      }
      return established;
    } catch (IOException e) {
      encryption = Encryption.refused(e);
      refusedSession = engines.failed() && TlsReasons.isOfServer(e);
      sendAlert(false);
      throw e;
    } finally {
      updateInterest();
    }
  }

  private boolean advanceHandshake() throws IOException {
    long before = handshake.heard();
    try {
      return handshake.advance();
    } finally {
      if (handshake.heard() > before) {
        Channels.acknowledgeNow(socket);
      }
    }
  }

  @Override
  public boolean mayBeRejected() {
    return isTls13() && records().heard() == heardInHandshake;
  }

  @Override
  public boolean refusedSession() {
    return refusedSession;
  }

  private boolean isTls13() {
    return session().getProtocol().equals(TLS_1_3);
  }

  private SSLSession session() {
    return records().engine().getSession();
  }

  private TlsRecords records() {
    return handshake.records();
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    long before = isWriteUnfinished ? writtenBefore : records().written();
    try {
      records().write(bytes);
    } catch (RuntimeException | AssertionError e) { // from the JDK's engine
      throw new IOException(NetTexts.tlsFailed(TlsReasons.of(e)), e);
    }
    noteWritten();
    return (int) Math.min(Integer.MAX_VALUE, writtenBefore - before);
  }

  private void noteWritten() {
    writtenBefore = records().written();
    isWriteUnfinished = !records().isFlushed();
    updateInterest();
  }

  /** False also if a read has written the rest: the caller learns of it when it writes again. */
  @Override
  public boolean isFlushed() {
    return records().isFlushed() && !isWriteUnfinished;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    finishOutput();
    int read = readNow(into);
    updateInterest();
    long forNothing = records().heard() - records().keyUpdates().answerBytes();
    if (read > 0) {
      heardForNothing = forNothing;
    } else if (forNothing - heardForNothing > MOST_HEARD_FOR_NOTHING) {
      throw new IOException(NetTexts.emptyRecords(MOST_HEARD_FOR_NOTHING / 1024 / 1024));
    }
    return read < 0 ? endOfStream() : read;
  }

  private int readNow(ByteBuffer into) throws IOException {
    lastReadGotSome = false;
    long before = records().heard();
    try {
      int read = records().read(into);
      lastReadGotSome = read > 0;
      return read;
    } catch (SSLException e) { // an alert, for one
      refusedSession = engines.failed() && TlsReasons.isOfServer(e);
      throw new SSLException(TlsReasons.of(e), e);
    } catch (RuntimeException | AssertionError e) { // from the JDK's engine
      throw new IOException(NetTexts.tlsFailed(TlsReasons.of(e)), e);
    } finally {
      if (records().heard() > before) {
        Channels.acknowledgeNow(socket);
      }
    }
  }

  @Override
  public long roundTripNanos() {
    return roundTripNanos;
  }

  @Override
  public boolean canAskForReceipts() {
    return givesReceipts && isFlushed() && !records().engine().isOutboundDone();
  }

  @Override
  public void askForReceipts(int requests) throws IOException {
    if (!canAskForReceipts()) {
      throw new IllegalStateException("no time to ask for receipts");
    }
    try {
      records().requestKeyUpdates(requests);
      noteWritten();
    } catch (RuntimeException | AssertionError e) { // from the JDK's engine
      throw new IOException(NetTexts.tlsFailed(TlsReasons.of(e)), e);
    }
  }

  @Override
  public long receipts() {
    return givesReceipts ? records().keyUpdates().answersToUs() : 0;
  }

  /**
   * A close_notify does not prove that the process has read everything. The end of the TCP stream
   * does: a kernel that holds unread input resets the connection instead.
   *
   * @return -1 at the end of the TCP stream; 0 if it is still pending
   */
  private int endOfStream() throws IOException {
    int raw = socket.read(ByteBuffer.allocate(1));
    if (raw == 0 && ended) {
      return 0;
    }
    if (raw >= 0) {
      throw new IOException(NetTexts.closedByServer()); // the TLS stream; the TCP stream follows
    }
    return -1;
  }

  /** Sends close_notify and then shuts down TCP's output: RFC 5425 section 4.4. */
  @Override
  public void shutdownOutput() throws IOException {
    records().end();
    ending = true;
    finishOutput();
  }

  private void finishOutput() throws IOException {
    if (!ending || ended || !socket.isOpen()) {
      return;
    }
    ended = records().flush();
    updateInterest();
    if (ended) {
      socket.shutdownOutput();
    }
  }

  @Override
  public void close() {
    try {
      if (established && isFlushed()) {
        sendAlert(true);
      }
      if (!established) {
        boolean unused = engines.failed();
      }
    } finally {
      Channels.close(socket);
    }
  }

  /**
   * Sends the engine's alert, if that is possible without blocking.
   *
   * @param closing close_notify, unless it was sent before; else why the handshake failed
   */
  private void sendAlert(boolean closing) {
    if (!handshake.canSendAlert() || ending) {
      return;
    }
    try {
      if (closing) {
        records().end();
      } else {
        boolean unused = records().makeAlert();
      }
      boolean unusedFlush = records().flush();
    } catch (IOException | RuntimeException | AssertionError e) {
      // the server sees the connection closed instead
    }
  }

  @Override
  public void reset() {
    Channels.reset(socket);
  }
}
