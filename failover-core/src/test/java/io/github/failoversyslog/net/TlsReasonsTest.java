package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsReasonsTest {

  @ParameterizedTest
  @CsvSource({
    "certificate_required, the server requires a client certificate",
    "bad_certificate, the server does not accept the client's certificate",
    "unknown_ca, the server does not trust the issuer of the client's certificate",
    "decrypt_error, the server could not verify the client's signature",
    "handshake_failure, the server accepts nothing that the client offers"
  })
  void saysWhatAnAlertMeans(String alert, String meaning) {
    assertThat(TlsReasons.of(new SSLHandshakeException("Received fatal alert: " + alert)))
        .isEqualTo(meaning + " (received fatal alert: " + alert + ")");
    String newer = "(" + alert + ") Received fatal alert: " + alert; // since Java 22
    assertThat(TlsReasons.of(new IOException(new SSLException(newer))))
        .isEqualTo(meaning + " (" + newer + ")");
  }

  @Test
  void showsNoCredentialsOfAStoresUrl() {
    String why = "cannot read https://user:s@cret@host/a@b.p12: 401 for https://user:secret@host/";
    assertThat(NetTexts.cannotSetUpTls(why))
        .isEqualTo("cannot set up TLS: cannot read https://host/a@b.p12: 401 for https://host/");
    assertThat(NetTexts.cannotSetUpTls("/a/b@c.pem does not exist"))
        .isEqualTo("cannot set up TLS: /a/b@c.pem does not exist");
  }

  @Test
  void leavesOtherAlerts() {
    assertThat(TlsReasons.of(new SSLException("Received fatal alert: internal_error")))
        .isEqualTo("received fatal alert: internal_error");
  }

  @Test
  void tellsAnEndByTheServerFromOtherFaults() {
    assertThat(TlsReasons.isOfServer(new IOException(new ClosedChannelException()))).isTrue();
    assertThat(TlsReasons.isOfServer(new IOException("Connection reset"))).isTrue();
    String alert = "Received fatal alert: internal_error";
    assertThat(TlsReasons.isOfServer(new IOException(new SSLException(alert)))).isTrue();
    assertThat(TlsReasons.isOfServer(new SSLException("Unsupported record version"))).isFalse();
    assertThat(TlsReasons.isOfServer(new IOException("a file is missing"))).isFalse();
  }
}
