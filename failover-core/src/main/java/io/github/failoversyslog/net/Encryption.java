package io.github.failoversyslog.net;

import io.github.failoversyslog.config.RefusedCertificates;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What is known of the TLS of a connection.
 *
 * @param version such as {@code TLSv1.3}; empty if the server's certificates were refused
 * @param cipher such as {@code TLS_AES_128_GCM_SHA256}; empty if they were refused
 * @param certificates of the server, its own first
 */
public record Encryption(String version, String cipher, List<X509Certificate> certificates) {

  public Encryption {
    certificates = List.copyOf(certificates);
  }

  /** Whether the handshake was completed. */
  public boolean isEstablished() {
    return !version.isEmpty();
  }

  static Encryption of(SSLSession session) {
    return new Encryption(session.getProtocol(), session.getCipherSuite(), certificates(session));
  }

  private static List<X509Certificate> certificates(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return Arrays.stream(chain)
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of(); // a cipher without certificates
    }
  }

  /** Empty unless the handshake failed because certificates were refused. */
  static Optional<Encryption> refused(Throwable handshakeFailure) {
    for (Throwable cause = handshakeFailure; cause != null; cause = cause.getCause()) {
      for (Throwable added : cause.getSuppressed()) {
        if (added instanceof RefusedCertificates refused) {
          return Optional.of(new Encryption("", "", refused.chain()));
        }
      }
    }
    return Optional.empty();
  }
}
