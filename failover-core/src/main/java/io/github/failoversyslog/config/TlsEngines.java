package io.github.failoversyslog.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;

/** Makes what encrypts a connection and knows which servers are trusted. */
@FunctionalInterface
public interface TlsEngines {

  /**
   * Called for every connection anew, by a thread that may wait for files: what has changed there
   * is in force from the next connection on.
   *
   * @param host for {@link javax.net.ssl.SSLContext#createSSLEngine(String, int)}
   * @return an engine that was not used, with the protocols and ciphers that it may use
   * @throws IOException if keys or trusted certificates cannot be read; the connection fails then,
   *     and the next one asks again
   * @throws GeneralSecurityException if they cannot be used
   */
  SSLEngine newEngine(String host, int port) throws IOException, GeneralSecurityException;
}
