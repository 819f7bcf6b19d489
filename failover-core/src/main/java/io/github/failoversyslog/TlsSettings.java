package io.github.failoversyslog;

/**
 * How connections are encrypted.
 *
 * @param verifyHostName whether a certificate has to be for the name, or the address, that the
 *     server has in the settings
 */
public record TlsSettings(TlsEngines engines, boolean verifyHostName) {}
