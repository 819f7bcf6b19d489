package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Encryption;
import io.github.failoversyslog.status.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one message on its way to one server, as far as it got.
 *
 * @param addresses of the server's name, in the order in which they are tried; empty if it was not
 *     resolved
 * @param lookUp how long that took
 * @param peer address and port of the connection; empty if there was none
 * @param connect how long the TCP handshake with that address took; zero over UDP
 * @param offers of a RELP server, {@code name=value} each
 * @param message as it was sent, without its frame; empty if it was not
 * @param proofAfter how long after the message was written the proof arrived
 * @param failure the reason as a status line has it; empty if nothing failed
 */
public record DeliveryTrace(
    Server server,
    List<String> addresses,
    Duration lookUp,
    String peer,
    Duration connect,
    Optional<Encryption> encryption,
    List<String> offers,
    String message,
    Proof proof,
    Duration proofAfter,
    String failure) {

  /** What proved that the server had read the message. */
  public enum Proof {
    /** Nothing: over UDP nothing can, and over TCP and TLS the server did not close its side. */
    NONE,
    RELP_RESPONSE,
    KEY_UPDATE,
    END_OF_STREAM
  }

  /** How far the message got. */
  public enum Outcome {
    /** The server has read it. */
    READ,
    /** It was written, and nothing shows whether the server has read it. */
    SENT,
    FAILED
  }

  public DeliveryTrace {
    addresses = List.copyOf(addresses);
    offers = List.copyOf(offers);
  }

  public Outcome outcome() {
    if (!failure.isEmpty()) {
      return Outcome.FAILED;
    }
    return proof == Proof.NONE ? Outcome.SENT : Outcome.READ;
  }
}
