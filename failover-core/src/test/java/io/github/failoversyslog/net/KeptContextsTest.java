package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.TlsEngines;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptContextsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Server PRIMARY = new Server("log1", 6514);
  private static final Server OTHER = new Server("log2", 6514);

  private final TlsEngines engines = mock(TlsEngines.class);
  private Instant now = NOON;
  private final KeptContexts contexts = new KeptContexts(new TlsSettings(engines, true), () -> now);

  @BeforeEach
  void begin() throws IOException, GeneralSecurityException {
    when(engines.state()).thenReturn("files");
    when(engines.newContext(any())).thenAnswer(call -> SSLContext.getInstance("TLS"));
  }

  private KeptContexts.Kept context(Server server) throws IOException, GeneralSecurityException {
    return contexts.contextFor(server);
  }

  private static SSLSession session(Instant notAfter) throws SSLPeerUnverifiedException {
    X509Certificate certificate = mock(X509Certificate.class);
    when(certificate.getNotAfter()).thenReturn(Date.from(notAfter));
    SSLSession session = mock(SSLSession.class);
    when(session.getPeerCertificates()).thenReturn(new X509Certificate[] {certificate});
    return session;
  }

  @Test
  void keepsOneContextForEachServer() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    assertThat(first.hasSession()).isFalse();
    first.established(session(NOON.plusSeconds(9999)));
    assertThat(context(PRIMARY)).isSameAs(first);
    assertThat(context(OTHER)).isNotSameAs(first);
    assertThat(context(OTHER).context()).isNotSameAs(first.context());
  }

  @Test
  void makesAnotherOneWhenAFileHasChanged() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    when(engines.state()).thenReturn("changed");
    assertThat(context(PRIMARY)).isNotSameAs(first);
    assertThat(context(PRIMARY)).isSameAs(context(PRIMARY));
  }

  @Test
  void keepsNothingOfAFileThatIsHalfWritten() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    when(engines.state()).thenReturn("half");
    doThrow(new IOException("ca.pem is damaged")).when(engines).newContext(any());
    assertThatThrownBy(() -> context(PRIMARY)).hasMessage("ca.pem is damaged");
    when(engines.state()).thenReturn("whole");
    doAnswer(call -> SSLContext.getInstance("TLS")).when(engines).newContext(any());
    KeptContexts.Kept second = context(PRIMARY);
    assertThat(second).isNotSameAs(first).isSameAs(context(PRIMARY));
  }

  @Test
  void makesAnotherOneWhenTheServersCertificateHasExpired() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    first.established(session(NOON.plusSeconds(60)));
    now = NOON.plusSeconds(59);
    assertThat(context(PRIMARY)).isSameAs(first);
    now = NOON.plusSeconds(60);
    assertThat(context(PRIMARY)).isNotSameAs(first);
  }

  @Test
  void makesAnotherOneAfterAnHourAndWhenTheClockWasSetBack() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    now = NOON.plus(Duration.ofMinutes(59));
    assertThat(context(PRIMARY)).isSameAs(first);
    now = NOON.plus(Duration.ofHours(1));
    KeptContexts.Kept second = context(PRIMARY);
    assertThat(second).isNotSameAs(first);
    now = NOON;
    assertThat(context(PRIMARY)).isNotSameAs(second);
  }

  @Test
  void makesAnotherOneAfterAFailedHandshake() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    contexts.failed(PRIMARY, first);
    KeptContexts.Kept second = context(PRIMARY);
    assertThat(second).isNotSameAs(first);
    contexts.failed(PRIMARY, first); // an older connection
    assertThat(context(PRIMARY)).isSameAs(second);
  }

  @Test
  void aFailureAloneEndsNoResumption() throws Exception {
    contexts.failed(PRIMARY, context(PRIMARY));
    contexts.failed(PRIMARY, context(PRIMARY));
    assertThat(context(PRIMARY)).isSameAs(context(PRIMARY));
  }

  @Test
  void resumesNothingForADayAfterEachSessionThatTheServerRefused() throws Exception {
    KeptContexts.Kept other = context(OTHER);
    for (int i = 0; i < 3; i++) {
      assertThat(context(PRIMARY)).isSameAs(context(PRIMARY));
      contexts.refusesSessions(PRIMARY);
      assertThat(context(PRIMARY)).isNotSameAs(context(PRIMARY));
      assertThat(context(OTHER)).isSameAs(other);
      now = now.plus(Duration.ofDays(1)).minusSeconds(1);
      assertThat(context(PRIMARY)).isNotSameAs(context(PRIMARY));
      now = now.plusSeconds(1);
      other = context(OTHER);
    }
  }

  @Test
  void resumesAgainAfterASuccessAndWhenTheClockWasSetBack() throws Exception {
    contexts.refusesSessions(PRIMARY);
    contexts.acceptsSessions(PRIMARY);
    assertThat(context(PRIMARY)).isSameAs(context(PRIMARY));
    contexts.refusesSessions(PRIMARY);
    now = NOON.minusSeconds(1);
    assertThat(context(PRIMARY)).isSameAs(context(PRIMARY));
  }

  @Test
  void keepsNoContextForAHandshakeWithoutASession() throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    assertThat(contexts.newContext()).isNotSameAs(first);
    assertThat(context(PRIMARY)).isSameAs(first);
  }

  @Test
  void keepsFewSessionsOfAServer() throws Exception {
    assertThat(context(PRIMARY).context().getClientSessionContext().getSessionCacheSize())
        .isEqualTo(16);
  }

  @Test
  void endsWithTheFirstCertificateOfAllHandshakesButNotWithOneThatHadExpiredBefore()
      throws Exception {
    KeptContexts.Kept first = context(PRIMARY);
    first.established(session(NOON.minusSeconds(1)));
    first.established(session(NOON.plusSeconds(60)));
    first.established(session(NOON.plusSeconds(90)));
    now = NOON.plusSeconds(59);
    assertThat(context(PRIMARY)).isSameAs(first);
    now = NOON.plusSeconds(60);
    assertThat(context(PRIMARY)).isNotSameAs(first);
  }
}
