package io.github.failoversyslog.net;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Counts TLS 1.3 key updates (RFC 8446 section 4.6.3) by the results of a client's engine for
 * single records, after its handshake. Answers arrive in the order of the requests, so each counts
 * as the answer to the oldest unanswered request. Used by the loop's thread only.
 */
final class KeyUpdates {
  private static final int RECORD_BYTES = 27; // of OpenSSL and Go; close_notify has 24
  private static final int PADDED_RECORD_BYTES = 43; // of JSSE; a session ticket has more than 100
  private static final int MOST_UNANSWERED = 1000; // by the engine; it makes one per 137 GB

  private final Deque<Long> requestsOfTheEngine = new ArrayDeque<>(); // numbers of unanswered ones
  private boolean counting;
  private boolean asking;
  private long requests; // ours and the engine's
  private long answers;
  private long answersToUs;
  private long answerBytes;
  private long owed; // answers to the server's requests

  /** The TLS 1.3 handshake is complete. */
  void begin() {
    counting = true;
  }

  /**
   * Our output ends: no more is counted. The engine answers nothing from now on, so a request of
   * the server shows as an answer does.
   */
  void end() {
    counting = false;
  }

  /** Whether requests wrapped from now on are ours or the engine's. */
  void asking(boolean now) {
    asking = now;
  }

  void wrapped(SSLEngineResult result) {
    boolean keyUpdate =
        counting
            && result.getStatus() == Status.OK
            && result.bytesConsumed() == 0
            && result.bytesProduced() > 0;
    if (!keyUpdate) {
      return;
    }
    if (owed > 0) {
      owed--;
      return;
    }
    requests++;
    if (!asking && requestsOfTheEngine.size() < MOST_UNANSWERED) {
      requestsOfTheEngine.add(requests); // it rekeys after a number of bytes
    }
  }

  void unwrapped(SSLEngineResult result) {
    boolean keyUpdate =
        counting
            && result.getStatus() == Status.OK
            && result.bytesProduced() == 0
            && (result.bytesConsumed() == RECORD_BYTES
                || result.bytesConsumed() == PADDED_RECORD_BYTES);
    if (!keyUpdate) {
      return;
    }
    if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      owed++;
    } else if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      answered(result.bytesConsumed());
    }
  }

  private void answered(int bytes) {
    if (answers == requests) {
      answersToUs++; // unrequested
      return;
    }
    answers++;
    answerBytes += bytes;
    Long ofTheEngine = requestsOfTheEngine.peek();
    if (ofTheEngine != null && ofTheEngine == answers) {
      requestsOfTheEngine.remove();
    } else {
      answersToUs++;
    }
  }

  /** Number of answers to our requests, including unrequested ones. */
  long answersToUs() {
    return answersToUs;
  }

  /** Bytes of all requested answers on the network. */
  long answerBytes() {
    return answerBytes;
  }
}
