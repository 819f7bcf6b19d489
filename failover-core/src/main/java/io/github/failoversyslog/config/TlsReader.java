package io.github.failoversyslog.config;

import java.util.List;
import java.util.Optional;

/** Reads whether, and how, connections are encrypted. */
final class TlsReader {
  private static final String CA_FILE = "tlsCaFile";
  private static final String CERT_FILE = "tlsCertFile";
  private static final String KEY_FILE = "tlsKeyFile";
  private static final String VERIFY_HOST_NAME = "tlsVerifyHostName";
  private static final String RECEIPTS = "tlsReceipts";

  private final SettingsReader settings;
  private final Optional<TlsSettings> ssl;
  private final List<String> warnings;

  /**
   * @param ssl the framework's own element, if it is there
   * @param warnings get more
   */
  TlsReader(SettingsReader settings, Optional<TlsSettings> ssl, List<String> warnings) {
    this.settings = settings;
    this.ssl = ssl;
    this.warnings = warnings;
  }

  Optional<TlsSettings> read(Protocol protocol) {
    PemFiles files =
        new PemFiles(settings.path(CA_FILE), settings.path(CERT_FILE), settings.path(KEY_FILE));
    boolean verifyHostName = settings.flag(VERIFY_HOST_NAME, true);
    boolean receipts = settings.flag(RECEIPTS, false);
    boolean hasFiles = settings.has(CA_FILE) || hasKey() || hasCertificate();
    boolean hasFlags = settings.has(VERIFY_HOST_NAME) || settings.has(RECEIPTS);
    boolean wanted = ssl.isPresent() || hasFiles || hasFlags;
    if (wanted && protocol != Protocol.TLS && protocol != Protocol.RELP) {
      settings.fault(
          "there are settings for TLS and protocol is "
              + SettingsReader.spelling(protocol)
              + "; expected tls or relp, so that nothing goes out unencrypted by mistake");
    }
    if (receipts && protocol == Protocol.RELP) {
      warnings.add(
          "tlsReceipts is set with protocol relp; expected it with tls only: relp has its own"
              + " answers, nothing more is asked for");
    }
    if (ssl.isPresent() && hasFiles) {
      settings.fault(
          "there are an ssl element and files in tls...; expected one of them: what to trust has"
              + " to be clear");
    }
    if (hasKey() != hasCertificate()) {
      settings.fault(CERT_FILE + " and " + KEY_FILE + " go together; expected both or none");
    }
    if (protocol != Protocol.TLS && !wanted) {
      return Optional.empty();
    }
    TlsSettings own = ssl.orElse(new TlsSettings(files, true));
    return Optional.of(
        new TlsSettings(
            own.engines(),
            own.verifyHostName() && verifyHostName,
            receipts && protocol == Protocol.TLS));
  }

  private boolean hasCertificate() {
    return settings.has(CERT_FILE);
  }

  private boolean hasKey() {
    return settings.has(KEY_FILE);
  }
}
