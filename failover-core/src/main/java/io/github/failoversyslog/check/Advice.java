package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.DeliveryTrace;
import io.github.failoversyslog.net.Encryption;
import java.security.cert.X509Certificate;

/** What to do about a failure, or about a missing receipt: follows from how far the message got. */
record Advice(DeliveryTrace trace, SenderConfig config) {

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
    String ofAlert = aboutAlert();
    return ofAlert.isEmpty()
        ? "see the server's log, and search there for the message"
            + (isEncrypted()
                ? "; if the server requires a client certificate, check tlsCertFile"
                : "; or the port expects TLS")
        : ofAlert;
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
    if (trace.failure().startsWith("cannot set up TLS")) {
      return "correct the file that the reason names";
    }
    String ofAlert = aboutAlert();
    return ofAlert.isEmpty()
        ? "check that the server expects TLS on port "
            + trace.server().port()
            + ", and tlsCertFile if it requires a client certificate; see the server's log"
        : ofAlert;
  }

  /** Empty if the server has sent none that tells what to do. */
  private String aboutAlert() {
    if (isReason("certificate_required")) {
      return "set tlsCertFile and tlsKeyFile";
    } else if (isReason("bad_certificate")) {
      return "check tlsCertFile, which the server may require; see the server's log";
    } else if (isReason("unknown_ca")) {
      return "let the server trust the issuer of the certificate in tlsCertFile, or get another one";
    } else if (isReason("decrypt_error")) {
      return "check that the key in tlsKeyFile is that of the certificate in tlsCertFile";
    } else if (isReason("handshake_failure")) {
      return "compare the TLS versions and ciphers of both sides (a Java run-time environment without"
          + " the module jdk.crypto.ec has few), and check tlsCertFile if the server requires a"
          + " client certificate; see the server's log";
    }
    return "";
  }

  private boolean isReason(String words) {
    return trace.failure().contains(words);
  }

  private String aboutCertificate(Encryption refused) {
    X509Certificate own = refused.certificates().get(0);
    if (isReason("tlsFingerprints")) {
      return "compare the fingerprint with that of the server's own certificate; if they are equal,"
          + " add it to tlsFingerprints";
    } else if (isReason("not yet valid")) {
      return "check the clocks of both hosts";
    } else if (isReason("has expired")) {
      return "renew the server's certificate";
    } else if (isReason("revoked")) {
      return "see the revocation list or the OCSP server that the certificate names";
    } else if (isReason("not trusted")) {
      return aboutIssuer(own);
    }
    return "use "
        + CertificateText.names(own)
        + " as host, or get a certificate for "
        + trace.server().host();
  }

  private static String aboutIssuer(X509Certificate own) {
    return own.getIssuerX500Principal().equals(own.getSubjectX500Principal())
        ? "compare the fingerprint with that of the server's own certificate, which issued itself;"
            + " if they are equal, add the certificate to tlsCaFile, or the fingerprint to"
            + " tlsFingerprints"
        : "if " + CertificateText.issuer(own) + " is your CA, add its certificate to tlsCaFile";
  }
}
