package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.DeliveryTrace;
import io.github.failoversyslog.net.Encryption;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** What to do about a failure, or about a missing receipt: follows from how far the message got. */
record Advice(DeliveryTrace trace, SenderConfig config, Instant now) {

  /** Empty if there is nothing to do. */
  String text() {
    return switch (trace.outcome()) {
      case READ -> "";
      case SENT -> config.protocol() == Protocol.UDP ? "" : aboutNoReceipt();
      case FAILED -> aboutFailure();
    };
  }

  private String aboutNoReceipt() {
    return "search there for the message; if it has arrived, the server gives no receipts, and more"
        + " messages are sent again after a loss; if not, check that it expects "
        + protocol()
        + " on port "
        + trace.server().port();
  }

  private String aboutFailure() {
    if (trace.addresses().isEmpty()) {
      return "check the name " + trace.server().host() + ", and DNS on this host";
    }
    if (trace.peer().isEmpty()) {
      return "check that the server runs and listens on port "
          + trace.server().port()
          + ", and firewall and routing";
    }
    if (config.protocol() == Protocol.UDP) {
      return "check that the server runs and receives UDP on port " + trace.server().port();
    }
    if (config.tls().isPresent() && !isEncrypted()) {
      return trace.encryption().map(this::aboutCertificate).orElseGet(this::aboutHandshake);
    }
    if (trace.message().isEmpty()) {
      return "check that the server expects " + protocol() + " on port " + trace.server().port();
    }
    return "see the server's log, and search there for the message"
        + (isEncrypted() ? "; if the server requires a client certificate, check tlsCertFile" : "");
  }

  private boolean isEncrypted() {
    return trace.encryption().filter(Encryption::isEstablished).isPresent();
  }

  private String protocol() {
    if (config.protocol() == Protocol.TLS) {
      return "TLS";
    }
    return config.protocol() + (config.tls().isPresent() ? " with TLS" : " without TLS");
  }

  private String aboutHandshake() {
    return trace.failure().startsWith("cannot set up TLS")
        ? "correct the file that the reason names"
        : "check that the server expects TLS on port "
            + trace.server().port()
            + ", and tlsCertFile if it requires a client certificate; see the server's log";
  }

  private String aboutCertificate(Encryption refused) {
    X509Certificate own = refused.certificates().get(0);
    if (trace.failure().contains("tlsFingerprints")) {
      return "compare the fingerprint with that of the server's own certificate; if they are equal,"
          + " add it to tlsFingerprints";
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      return "check the clocks of both hosts";
    }
    if (now.isAfter(own.getNotAfter().toInstant())) {
      return "renew the server's certificate";
    }
    if (trace.failure().contains("revoked")) {
      return "see the revocation list or the OCSP server that the certificate names";
    }
    return trace.failure().contains("not trusted")
        ? "if " + CertificateText.issuer(own) + " is your CA, add its certificate to tlsCaFile"
        : "use "
            + CertificateText.names(own)
            + " as host, or get a certificate for "
            + trace.server().host();
  }
}
