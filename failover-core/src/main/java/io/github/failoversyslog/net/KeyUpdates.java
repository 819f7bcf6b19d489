package io.github.failoversyslog.net;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Counts key updates by what the engine of a client makes of single records, once its handshake is
 * done: RFC 8446 section 4.6.3. Answers are in the order of the requests, so each is taken for the
 * answer to the oldest request without one. Used by the loop's thread only.
 */
final class KeyUpdates {
  private static final int RECORD_BYTES = 27; // of OpenSSL and Go; close_notify has 24
  private static final int PADDED_RECORD_BYTES = 43; // of JSSE; a session ticket has more than 100
  private static final int MOST_UNANSWERED = 1000; // of the engine; one in 137 GB each

  private final Deque<Long> requestsOfTheEngine = new ArrayDeque<>(); // their numbers; unanswered
  private boolean counting;
  private boolean asking;
  private long requests; // ours and the engine's
  private long answers;
  private long answersToUs;
  private long answerBytes;
  private long owed; // to requests of the server

  /** The handshake is done, by TLS 1.3. */
  void begin() {
    counting = true;
  }

  /** The requests that are wrapped from now on are ours, or not. */
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
      requestsOfTheEngine.add(requests); // it wants a new key after so and so many bytes
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
      answersToUs++; // one too many
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

  /** Answers to our requests, and unrequested ones. */
  long answersToUs() {
    return answersToUs;
  }

  /** Bytes on the network of all requested answers. */
  long answerBytes() {
    return answerBytes;
  }
}
