package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {
  private static final TlsEngines ANY_ENGINE = mock(TlsEngines.class);

  private final Map<String, String> settings = new HashMap<>(Map.of("host", "log1"));
  private Optional<TlsSettings> ssl = Optional.empty();

  private SenderConfig with(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SenderConfig.of(settings, List.of(), List.of(), ssl);
  }

  private String refusalOf(String... namesAndValues) {
    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> with(namesAndValues));
    assertThat(refusal).as("refusal of %s", settings).isNotNull();
    return refusal.getMessage();
  }

  @Test
  void tlsIsOffByDefault() {
    assertThat(with().tls()).isEmpty();
    assertThat(with("protocol", "relp", "port", "20514").tls()).isEmpty();
  }

  @Test
  void tlsHasItsOwnPortUsesTheDefaultTrustStoreAndChecksNames() {
    SenderConfig config = with("protocol", "TLS", "failoverServers", "log2");
    assertThat(config.servers()).extracting(Server::port).containsExactly(6514, 6514);
    PemFiles none =
        new PemFiles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(config.tls()).contains(new TlsSettings(none, true));
  }

  @Test
  void readsFilesWrittenByOpenSsl() {
    PemFiles files =
        new PemFiles(
            Optional.of(Path.of("ca")),
            Optional.of(Path.of("cert")),
            Optional.of(Path.of("key")),
            Optional.of(new KeyPassword("secret")));
    assertThat(
            with(
                    "protocol", "tls",
                    "tlsCaFile", "ca",
                    "tlsCertFile", "cert",
                    "tlsKeyFile", "key",
                    "tlsKeyPassword", "secret",
                    "tlsVerifyHostName", "false")
                .tls())
        .contains(new TlsSettings(files, false));
  }

  @Test
  void aTlsSettingEnablesTlsForRelp() {
    assertThat(with("protocol", "relp", "port", "20514", "tlsCaFile", "ca").tls()).isPresent();
  }

  @Test
  void theFrameworksElementEnablesTlsForRelp() {
    ssl = Optional.of(new TlsSettings(ANY_ENGINE, false));
    assertThat(with("protocol", "relp", "port", "20514").tls()).isEqualTo(ssl);
  }

  @Test
  void theNameCheckCanBeDisabledInEitherPlace() {
    ssl = Optional.of(new TlsSettings(ANY_ENGINE, true));
    assertThat(with("protocol", "tls").tls()).isEqualTo(ssl);
    assertThat(with("tlsVerifyHostName", "false").tls())
        .contains(new TlsSettings(ANY_ENGINE, false));
    ssl = Optional.of(new TlsSettings(ANY_ENGINE, false));
    assertThat(with("tlsVerifyHostName", "true").tls()).isEqualTo(ssl);
  }

  @Test
  void refusesUnusedTlsSettings() {
    assertThat(refusalOf("tlsCaFile", "ca"))
        .isEqualTo(
            "there are settings for TLS and protocol is tcp; expected tls or relp, so that nothing"
                + " is sent unencrypted by mistake");
  }

  @Test
  void refusesAnUnusedElementOfTheFramework() {
    ssl = Optional.of(new TlsSettings(ANY_ENGINE, true));
    assertThat(refusalOf()).contains("settings for TLS and protocol is tcp");
  }

  @Test
  void refusesAnIncompleteIdentityTwoTrustSourcesAndLineFramingAtOnce() {
    ssl = Optional.of(new TlsSettings(ANY_ENGINE, true));
    assertThat(refusalOf("protocol", "tls", "tlsKeyFile", "key", "framing", "newline"))
        .isEqualTo(
            "use either the ssl element or the tls*File settings, not both;"
                + " tlsCertFile and tlsKeyFile need each other; expected both or none;"
                + " framing is newline and protocol tls; expected octetCounting, as RFC 5425"
                + " requires");
  }

  @Test
  void neverShowsTheKeysPassword() {
    assertThat(
            with(
                    "protocol", "tls",
                    "tlsCertFile", "cert",
                    "tlsKeyFile", "key",
                    "tlsKeyPassword", "unheard-of")
                .toString())
        .contains("key")
        .doesNotContain("unheard-of");
    settings.remove("tlsKeyFile");
    assertThat(refusalOf())
        .contains("tlsKeyPassword is set without tlsKeyFile; expected both, or neither")
        .doesNotContain("unheard-of");
  }

  @Test
  void aPasswordMayBeInAFileWithAName() {
    assertThat(
            refusalOf(
                "protocol", "tls",
                "tlsCertFile", "cert",
                "tlsKeyFile", "key",
                "tlsKeyPassword", "file:a\0b"))
        .isEqualTo("tlsKeyPassword begins with file: and expected the name of a file behind it");
  }

  @Test
  void onlyFingerprintsDecideWithoutACa() {
    String fingerprint = "00".repeat(32);
    assertThat(with("protocol", "tls").tls()).get().matches(tls -> !tls.onlyFingerprintsDecide());
    assertThat(with("tlsFingerprints", fingerprint).tls())
        .get()
        .matches(TlsSettings::onlyFingerprintsDecide);
    assertThat(with("tlsCaFile", "ca").tls()).get().matches(tls -> !tls.onlyFingerprintsDecide());
    settings.remove("tlsCaFile");
    ssl = Optional.of(new TlsSettings(mock(TlsEngines.class, CALLS_REAL_METHODS), true));
    assertThat(with().tls())
        .as("an element of the framework has a trust store")
        .get()
        .matches(tls -> !tls.onlyFingerprintsDecide());
  }

  @Test
  void receiptsAreOffByDefault() {
    assertThat(with("protocol", "tls").tls()).get().matches(tls -> !tls.receipts());
    assertThat(with("tlsReceipts", "true").tls()).get().matches(TlsSettings::receipts);
    ssl = Optional.of(new TlsSettings(ANY_ENGINE, true));
    assertThat(with("tlsReceipts", "true").tls())
        .contains(new TlsSettings(ANY_ENGINE, true, true, Fingerprints.NONE));
    assertThat(with().warnings()).isEmpty();
  }

  @Test
  void refusesReceiptsWithoutTls() {
    assertThat(refusalOf("tlsReceipts", "true")).contains("settings for TLS and protocol is tcp");
    assertThat(refusalOf("protocol", "udp")).contains("settings for TLS and protocol is udp");
    assertThat(refusalOf("protocol", "tls", "tlsReceipts", "yes"))
        .isEqualTo("tlsReceipts is \"yes\"; expected true or false");
  }

  @Test
  void saysOfARefusedValueThatAVariableIsNotSet() {
    assertThat(refusalOf("protocol", "tls", "tlsReceipts", "${env:RECEIPTS}"))
        .isEqualTo(
            "tlsReceipts is \"${env:RECEIPTS}\"; expected true or false; a variable in it is not"
                + " set");
    assertThat(refusalOf("tlsReceipts", "true", "port", "LOG_PORT_IS_UNDEFINED"))
        .contains("\"LOG_PORT_IS_UNDEFINED\"; expected")
        .endsWith("; a variable in it is not set");
  }

  @Test
  void warnsAboutTlsReceiptsWithRelp() {
    SenderConfig config = with("protocol", "relp", "port", "20514", "tlsReceipts", "true");
    assertThat(config.tls()).get().matches(tls -> !tls.receipts());
    assertThat(config.warnings())
        .containsExactly(
            "tlsReceipts has no effect with protocol relp; use protocol tls or remove it");
  }
}
