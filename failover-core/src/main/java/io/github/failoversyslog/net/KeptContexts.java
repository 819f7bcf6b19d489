package io.github.failoversyslog.net;

import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The context of each server, kept from one connection to the next so that JSSE resumes the TLS
 * session. A server's certificate is not checked when a session is resumed, so a context is made
 * anew when a file has changed, when a certificate has expired, after a failed handshake, and in
 * any case after an hour. Safe for use by several threads.
 */
final class KeptContexts {
  static final Duration LONGEST_USE = Duration.ofHours(1);
  static final Duration PAUSE = Duration.ofDays(1);
  private static final int SESSIONS = 16; // of each server; by default 20,480

  /** The context of a server, and what is known of its sessions. */
  static final class Kept {
    private final String state;
    private final Instant made;
    private final SSLContext context;
    private volatile Instant validUntil = Instant.MAX;

    private Kept(String state, Instant made, SSLContext context) {
      this.state = state;
      this.made = made;
      this.context = context;
    }

    SSLContext context() {
      return context;
    }

    /** Whether the next handshake may resume a session. */
    boolean hasSession() {
      return context.getClientSessionContext().getIds().hasMoreElements();
    }

    void established(SSLSession session) {
      Instant end = endOfValidity(session, made);
      validUntil = end.isBefore(validUntil) ? end : validUntil; // an earlier session may be resumed
    }

    private boolean isUsable(String stateNow, Instant now) {
      return state.equals(stateNow)
          && now.isBefore(validUntil)
          && !now.isBefore(made) // the clock was set back
          && now.isBefore(made.plus(LONGEST_USE));
    }
  }

  private final TlsSettings settings;
  private final InstantSource clock;
  private final Map<Server, Kept> kept = new ConcurrentHashMap<>();
  private final Map<Server, Instant> refusals = new ConcurrentHashMap<>(); // the last of each

  KeptContexts(TlsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** May wait for files. */
  Kept contextFor(Server server) throws IOException, GeneralSecurityException {
    String state = settings.engines().state(); // before the files are read for use
    Instant now = clock.instant();
    Kept last = kept.get(server);
    if (last != null && last.isUsable(state, now)) {
      return last;
    }
    Kept next = make(state, now);
    if (isPaused(server, now)) {
      kept.remove(server);
    } else {
      kept.put(server, next);
    }
    return next;
  }

  /** One without sessions, which is not kept. May wait for files. */
  Kept newContext() throws IOException, GeneralSecurityException {
    return make("", clock.instant());
  }

  private Kept make(String state, Instant now) throws IOException, GeneralSecurityException {
    SSLContext context = settings.engines().newContext(settings.fingerprints());
    context.getClientSessionContext().setSessionCacheSize(SESSIONS);
    return new Kept(state, now, context);
  }

  private boolean isPaused(Server server, Instant now) {
    Instant refused = refusals.get(server);
    return refused != null && !now.isBefore(refused) && now.isBefore(refused.plus(PAUSE));
  }

  /**
   * Notes a handshake, or a connection just after it, that failed.
   *
   * @param used what {@link #contextFor} returned for it
   */
  void failed(Server server, Kept used) {
    kept.remove(server, used);
  }

  /** Some servers refuse every session that they gave; none is offered to this one for a day. */
  void refusesSessions(Server server) {
    refusals.put(server, clock.instant());
    kept.remove(server);
  }

  /** A handshake that offered a session has succeeded. */
  void acceptsSessions(Server server) {
    refusals.remove(server);
  }

  /** Of the certificates that were valid at that time. */
  private static Instant endOfValidity(SSLSession session, Instant then) {
    Instant end = Instant.MAX;
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          Instant notAfter = x509.getNotAfter().toInstant();
          end = notAfter.isAfter(then) && notAfter.isBefore(end) ? notAfter : end;
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      return Instant.MIN; // a cipher without certificates: nothing to keep
    }
    return end;
  }
}
