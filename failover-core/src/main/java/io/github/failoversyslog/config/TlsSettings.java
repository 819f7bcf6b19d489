package io.github.failoversyslog.config;

/**
 * How connections are encrypted.
 *
 * @param verifyHostName whether a certificate has to be for the name, or the address, that the
 *     server has in the settings
 * @param receipts whether a server is asked for key updates, which prove what it has read
 * @param fingerprints of which the server's certificate has to have one; none: it may have any
 */
public record TlsSettings(
    TlsEngines engines, boolean verifyHostName, boolean receipts, Fingerprints fingerprints) {

  /** Whether the fingerprints alone decide which servers are trusted. */
  public boolean onlyFingerprintsDecide() {
    return !fingerprints.isEmpty() && !engines.hasAuthorities();
  }

  /** Without receipts and fingerprints. */
  public TlsSettings(TlsEngines engines, boolean verifyHostName) {
    this(engines, verifyHostName, false, Fingerprints.NONE);
  }
}
