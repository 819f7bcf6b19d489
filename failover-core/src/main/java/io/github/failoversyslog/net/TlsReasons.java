package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import javax.net.ssl.SSLException;

/** Reasons from TLS exceptions, for status lines. */
final class TlsReasons {
  private TlsReasons() {}

  /** The reason from the innermost cause; JSSE wraps it in several exceptions. */
  static String of(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof CertPathValidatorException)) {
      cause = cause.getCause();
    }
    Throwable inner = cause.getCause() == null ? cause : cause.getCause();
    if (inner instanceof SSLException && isNoTls(inner)) {
      return NetTexts.noTlsServer();
    }
    String words = inner instanceof Exception known ? Reasons.of(known) : inner.toString();
    if (inner instanceof SSLException && isAlert(inner)) {
      return ofAlert(words);
    }
    if (cause instanceof CertPathValidatorException path
        && path.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
      return NetTexts.revocationUnknown(words);
    } else if (inner instanceof CertificateRevokedException) {
      return NetTexts.certificateRevoked(words);
    } else if (inner instanceof InvalidAlgorithmParameterException) {
      return NetTexts.emptyTrustStore(words);
    } else if (inner instanceof CertificateExpiredException) {
      return NetTexts.certificateExpired(words);
    } else if (inner instanceof CertificateNotYetValidException) {
      return NetTexts.certificateNotYetValid(words);
    } else if (inner instanceof CertPathBuilderException
        || inner instanceof CertPathValidatorException) {
      return NetTexts.certificateNotTrusted(words);
    } else if (inner instanceof CertificateException) {
      return NetTexts.certificateRejected(words);
    }
    return words;
  }

  /** Whether the server ended the connection: by an alert, an end of the stream or a reset. */
  static boolean isOfServer(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException
          || (cause instanceof IOException known && Reasons.isReset(known))
          || (cause instanceof SSLException && isAlert(cause))) {
        return true;
      }
    }
    return false;
  }

  /** Matches JSSE's "Received fatal alert: ..." and "(...) Received fatal alert: ...". */
  private static boolean isAlert(Throwable e) {
    return String.valueOf(e.getMessage()).contains("Received fatal alert");
  }

  private static String ofAlert(String words) {
    return switch (words.substring(words.lastIndexOf(' ') + 1)) { // RFC 8446 section 6
      case "certificate_required" -> NetTexts.clientCertificateRequired(words);
      case "bad_certificate" -> NetTexts.clientCertificateRefused(words);
      case "unknown_ca" -> NetTexts.clientCertificateNotTrusted(words);
      case "decrypt_error" -> NetTexts.signatureRefused(words);
      case "handshake_failure" -> NetTexts.nothingInCommon(words);
      default -> words;
    };
  }

  /** Matches two messages of JSSE: "Unrecognized ..." and "Unsupported or unrecognized ...". */
  private static boolean isNoTls(Throwable e) {
    return String.valueOf(e.getMessage()).contains("recognized SSL message");
  }
}
