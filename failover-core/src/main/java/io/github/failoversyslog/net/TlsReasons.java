package io.github.failoversyslog.net;

import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Why a TLS handshake failed, in a few words for a status line. */
final class TlsReasons {
  private static final String NO_TLS = "recognized SSL message"; // in two messages of JSSE

  private TlsReasons() {}

  /** What lies behind the exception; JSSE wraps it up in several others. */
  static String of(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof CertPathValidatorException)) {
      cause = cause.getCause();
    }
    Throwable inner = cause.getCause() == null ? cause : cause.getCause();
    if (inner instanceof SSLException && String.valueOf(inner.getMessage()).contains(NO_TLS)) {
      return "the server does not speak TLS";
    }
    String words = inner instanceof Exception known ? Reasons.of(known) : inner.toString();
    if (inner instanceof InvalidAlgorithmParameterException) {
      return "nothing is trusted; expected one certificate at least in what is to be trusted"
          + " ("
          + words
          + ")";
    } else if (inner instanceof CertificateExpiredException) {
      return "the server's certificate has expired (" + words + ")";
    } else if (inner instanceof CertificateNotYetValidException) {
      return "the server's certificate is not valid yet (" + words + ")";
    } else if (inner instanceof CertPathBuilderException
        || inner instanceof CertPathValidatorException) {
      return "the server's certificate is not trusted (" + words + ")";
    } else if (inner instanceof CertificateException) {
      return "the server's certificate is not accepted (" + words + ")";
    }
    return words;
  }
}
