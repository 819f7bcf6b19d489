package io.github.failoversyslog.net;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Receipts by TLS 1.3 key updates: a server must answer a key update request with a key update (RFC
 * 8446 section 4.6.3) and processes records in order, so its answer proves that it has read
 * everything before the request. Used by the loop's thread only.
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
   * @param engine whose handshake is complete
   * @return null if it cannot provide receipts: before TLS 1.3 the same call starts a renegotiation
   */
  static @Nullable TlsReceipts of(SSLEngine engine) {
    boolean able =
        engine instanceof ObservedEngine && engine.getSession().getProtocol().equals("TLSv1.3");
    return able ? new TlsReceipts((ObservedEngine) engine) : null;
  }

  /**
   * Creates key update requests. Everything wrapped before must have been written.
   *
   * @return the records, to be written before anything else; valid until the next call
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

  /** Wraps everything the engine has to send, including other handshake records. */
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

  /** Number of answers to our requests, including unrequested ones. */
  long answers() {
    return engine.keyUpdates().answersToUs();
  }

  /** Bytes of the requested answers on the network. */
  long answerBytes() {
    return engine.keyUpdates().answerBytes();
  }
}
