package io.github.failoversyslog.net;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Receipts by TLS 1.3: a server that is asked for a key update has to send one of its own (RFC 8446
 * section 4.6.3) and takes records in order, so its answer proves that it has read all before. Used
 * by the loop's thread only.
 */
final class TlsReceipts {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_KEY_UPDATE_BYTES = 64;

  private final ObservedEngine engine;
  private ByteBuffer records = NOTHING;

  private TlsReceipts(ObservedEngine engine) {
    this.engine = engine;
    engine.keyUpdates().begin();
  }

  /**
   * @param engine whose handshake is done
   * @return null if it gives no receipts: the same call is a new handshake before TLS 1.3
   */
  static @Nullable TlsReceipts of(SSLEngine engine) {
    boolean able =
        engine instanceof ObservedEngine && engine.getSession().getProtocol().equals("TLSv1.3");
    return able ? new TlsReceipts((ObservedEngine) engine) : null;
  }

  /**
   * Makes requests. Everything that was wrapped before has to have been written.
   *
   * @return the records to be written before all else; valid until the next call
   */
  ByteBuffer ask(int requests) throws SSLException {
    int room = engine.getSession().getPacketBufferSize() + 2 * requests * MOST_KEY_UPDATE_BYTES;
    if (records.capacity() < room) {
      records = ByteBuffer.allocate(room);
    }
    records.clear();
    engine.keyUpdates().asking(true);
    try {
      for (int i = 0; i < requests; i++) {
        engine.beginHandshake();
        wrapAll();
      }
    } finally {
      engine.keyUpdates().asking(false);
    }
    return records.flip();
  }

  /** Including other handshake records of the engine. */
  private void wrapAll() throws SSLException {
    SSLEngineResult result;
    do {
      result = engine.wrap(NOTHING, records);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        throw new SSLException(NetTexts.cannotRequestReceipt(result.getStatus().name()));
      }
    } while (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        && result.bytesProduced() > 0);
  }

  /** Answers to our requests, and unrequested ones. */
  long answers() {
    return engine.keyUpdates().answersToUs();
  }

  /** Bytes of the requested answers. */
  long answerBytes() {
    return engine.keyUpdates().answerBytes();
  }
}
