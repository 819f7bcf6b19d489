package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ByteChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/** The TLS configuration of a {@link SyslogTestServer}, and a record of the handshakes. */
public final class ServerTls {
  private final SSLContext context;
  private final boolean asksForCertificate;
  private final String[] protocols;
  private final List<String> sessions = new CopyOnWriteArrayList<>();
  private final List<Long> begins = new CopyOnWriteArrayList<>();

  private ServerTls(SSLContext context, boolean asksForCertificate, String... protocols) {
    this.context = context;
    this.asksForCertificate = asksForCertificate;
    this.protocols = protocols;
  }

  /** Requests no client certificate. */
  public static ServerTls oneWay(Identity identity, String... protocols) {
    return new ServerTls(context(identity, Optional.empty()), false, protocols);
  }

  /** Requires a client certificate issued by this authority. */
  public static ServerTls mutual(Identity identity, X509Certificate authority) {
    return new ServerTls(context(identity, Optional.of(authority)), true, "TLSv1.3", "TLSv1.2");
  }

  private static SSLContext context(Identity identity, Optional<X509Certificate> authority) {
    try {
      return identity.context(authority);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public TlsChannel over(ByteChannel channel) {
    return ServerTlsChannel.newBuilder(channel, context)
        .withEngineFactory(this::engine)
        .withSessionInitCallback(this::note)
        .build();
  }

  private void note(SSLSession session) {
    sessions.add(description(session));
    begins.add(session.getCreationTime());
  }

  /** The server's side over a connected socket, which stays open when TLS is closed. Blocking. */
  public SSLSocket over(Socket client) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    client, client.getInetAddress().getHostName(), client.getPort(), false);
    secured.setUseClientMode(false);
    secured.setNeedClientAuth(asksForCertificate);
    if (protocols.length > 0) {
      secured.setEnabledProtocols(protocols);
    }
    secured.startHandshake();
    return secured;
  }

  private SSLEngine engine(SSLContext with) {
    SSLEngine engine = with.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(asksForCertificate);
    if (protocols.length > 0) {
      engine.setEnabledProtocols(protocols);
    }
    return engine;
  }

  private static String description(SSLSession session) {
    String names =
        session instanceof ExtendedSSLSession extended
            ? extended.getRequestedServerNames().toString()
            : "";
    return session.getProtocol() + " " + names;
  }

  /** Protocol and requested server names of every completed handshake. */
  public List<String> sessions() {
    return List.copyOf(sessions);
  }

  /** How many of the completed handshakes resumed the session of an earlier one. */
  public long resumed() {
    return begins.size() - begins.stream().distinct().count();
  }
}
