package io.github.failoversyslog.config;

import java.security.cert.X509Certificate;
import java.util.List;

/** Suppressed by the exception that refuses a server's certificates: which ones these are. */
public final class RefusedCertificates extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<X509Certificate> chain;

  RefusedCertificates(List<X509Certificate> chain) {
    super("the server's certificates", null, false, false);
    this.chain = List.copyOf(chain);
  }

  /** The server's own first. */
  public List<X509Certificate> chain() {
    return chain;
  }
}
