package io.github.failoversyslog.config;

import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads whether, and how, connections are encrypted.
 *
 * @param ssl the framework's own element, if it is there
 */
record TlsReader(SettingsReader settings, Optional<TlsSettings> ssl) {

  Optional<TlsSettings> read() {
    Protocol protocol = settings.protocol();
    PemFiles files =
        new PemFiles(
            settings.path(Setting.TLS_CA_FILE),
            settings.path(Setting.TLS_CERT_FILE),
            settings.path(Setting.TLS_KEY_FILE),
            keyPassword());
    boolean verifyHostName = settings.flag(Setting.TLS_VERIFY_HOST_NAME);
    boolean receipts = settings.flag(Setting.TLS_RECEIPTS);
    Fingerprints fingerprints = Fingerprints.read(settings);
    boolean wanted = isWanted();
    refuse(protocol, wanted, verifyHostName);
    if (protocol != Protocol.TLS && !wanted) {
      return Optional.empty();
    }
    TlsSettings own = ssl.orElse(new TlsSettings(files, true));
    return Optional.of(
        new TlsSettings(
            own.engines(),
            own.verifyHostName() && verifyHostName,
            receipts && protocol == Protocol.TLS,
            fingerprints));
  }

  private Optional<KeyPassword> keyPassword() {
    try {
      return settings.written(Setting.TLS_KEY_PASSWORD).map(KeyPassword::new);
    } catch (InvalidPathException e) {
      settings.fault("tlsKeyPassword begins with file: and expected the name of a file behind it");
      return Optional.empty();
    }
  }

  private void refuse(Protocol protocol, boolean wanted, boolean verifyHostName) {
    if (wanted && protocol != Protocol.TLS && protocol != Protocol.RELP) {
      settings.fault(
          "there are settings for TLS and protocol is "
              + ValueKind.Words.spelling(protocol)
              + "; expected tls or relp, so that nothing is sent unencrypted by mistake");
    }
    if (ssl.isPresent() && hasFiles()) {
      settings.fault("use either the ssl element or the tls*File settings, not both");
    }
    if (settings.has(Setting.TLS_KEY_PASSWORD) && !settings.has(Setting.TLS_KEY_FILE)) {
      settings.fault("tlsKeyPassword is set without tlsKeyFile; expected both, or neither");
    }
    if (settings.has(Setting.TLS_FINGERPRINTS)
        && ssl.isEmpty()
        && !settings.has(Setting.TLS_CA_FILE)
        && settings.has(Setting.TLS_VERIFY_HOST_NAME)
        && verifyHostName) {
      settings.warn(
          "tlsVerifyHostName has no effect with tlsFingerprints and without a CA; set tlsCaFile or"
              + " remove it");
    }
    if (settings.has(Setting.TLS_CERT_FILE) != settings.has(Setting.TLS_KEY_FILE)) {
      settings.fault("tlsCertFile and tlsKeyFile need each other; expected both or none");
    }
  }

  private boolean isWanted() {
    return ssl.isPresent()
        || hasFiles()
        || settings.has(Setting.TLS_VERIFY_HOST_NAME)
        || settings.has(Setting.TLS_RECEIPTS)
        || settings.has(Setting.TLS_FINGERPRINTS);
  }

  private boolean hasFiles() {
    return Stream.of(
            Setting.TLS_CA_FILE,
            Setting.TLS_CERT_FILE,
            Setting.TLS_KEY_FILE,
            Setting.TLS_KEY_PASSWORD)
        .anyMatch(settings::has);
  }
}
