package io.github.failoversyslog.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Makes what encrypts connections and knows which servers are trusted. */
public interface TlsEngines {

  /**
   * Reads keys and trusted certificates. Called by a thread that may wait for files.
   *
   * @param fingerprints which the server's certificate has to have; if nothing else says whom to
   *     trust, they alone decide
   * @throws IOException if keys or trusted certificates cannot be read; the connection fails then,
   *     and the next one asks again
   * @throws GeneralSecurityException if they cannot be used
   */
  SSLContext newContext(Fingerprints fingerprints) throws IOException, GeneralSecurityException;

  /**
   * Stands for all that {@link #newContext} reads: as long as it is equal, a context may be used
   * again. Called by a thread that may wait for files, for every connection anew.
   */
  String state();

  /**
   * Whether a trusted authority has to have issued a server's certificate if there are
   * fingerprints.
   */
  default boolean hasAuthorities() {
    return true;
  }

  /** Restricts the protocols and ciphers of a client's engine that such a context has made. */
  default void configure(SSLEngine engine) {}
}
