package io.github.failoversyslog.net;

import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Creates the client engine of each connection: TLS 1.3 and 1.2 only (RFC 9662 section 4), with the
 * server's configured name as SNI and for the check of the certificate (RFC 5425 section 5.2).
 */
final class TlsEngineMaker {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
  private static final String HOST_NAME_CHECK = "HTTPS"; // RFC 2818: the rules of RFC 5425

  private final TlsSettings settings;
  private final KeptContexts contexts;
  private final InstantSource clock;

  TlsEngineMaker(TlsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.contexts = new KeptContexts(settings, clock);
    this.clock = clock;
  }

  /**
   * @param mayResume false: to be used at once after {@link TlsHandshake.EngineSource#failed} has
   *     returned true; if this handshake succeeds, the session was the cause
   */
  TlsHandshake.EngineSource forConnectionTo(Server server, boolean mayResume) {
    return new OfOneConnection(server, mayResume);
  }

  /** Used by the loop, and for {@link #make} by a thread that it waits for. */
  private final class OfOneConnection implements TlsHandshake.EngineSource {
    private final Server server;
    private final boolean mayResume;
    private volatile KeptContexts.@Nullable Kept kept;
    private volatile boolean offersSession;
    private Optional<Instant> established = Optional.empty();

    OfOneConnection(Server server, boolean mayResume) {
      this.server = server;
      this.mayResume = mayResume;
    }

    @Override
    public SSLEngine make() throws IOException, GeneralSecurityException {
      KeptContexts.Kept of = mayResume ? contexts.contextFor(server) : contexts.newContext();
      offersSession = of.hasSession();
      kept = of;
      return engine(of.context(), server);
    }

    @Override
    public void established(SSLSession session) {
      established = Optional.of(clock.instant());
      KeptContexts.Kept of = kept;
      if (of != null) {
        of.established(session);
      }
      if (!mayResume) {
        contexts.refusesSessions(server);
      } else if (offersSession) {
        contexts.acceptsSessions(server);
      }
    }

    @Override
    public boolean failed() {
      KeptContexts.Kept of = kept;
      if (of == null) {
        return false; // it ended before the handshake, as a probe does
      }
      contexts.failed(server, of);
      if (!offersSession || established.isEmpty()) {
        return offersSession;
      }
      Instant end = established.get().plusNanos(Connection.REJECTION_NANOS);
      boolean soon = clock.instant().isBefore(end);
      if (soon) {
        contexts.refusesSessions(server);
      }
      return soon;
    }
  }

  private SSLEngine engine(SSLContext context, Server server) throws SSLException {
    SSLEngine engine = context.createSSLEngine(server.host(), server.port()); // finds the session
    engine.setUseClientMode(true); // its defaults are others than a server's
    settings.engines().configure(engine);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols(engine));
    parameters.setServerNames(List.of());
    if (!SystemResolver.isAddress(server.host())) {
      nameServer(parameters, server.host());
    }
    parameters.setEndpointIdentificationAlgorithm(
        settings.verifyHostName() ? HOST_NAME_CHECK : null);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static String[] protocols(SSLEngine engine) throws SSLException {
    String[] protocols =
        Arrays.stream(engine.getEnabledProtocols())
            .filter(PROTOCOLS::contains)
            .toArray(String[]::new);
    if (protocols.length == 0) {
      throw new SSLException(NetTexts.noTlsVersion());
    }
    return protocols;
  }

  private static void nameServer(SSLParameters parameters, String host) {
    try {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    } catch (IllegalArgumentException e) {
      // not a valid SNI name; sent without SNI
    }
  }
}
