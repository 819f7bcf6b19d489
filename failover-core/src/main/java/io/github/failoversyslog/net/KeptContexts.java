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
  private static final Duration LONGEST_PAUSE = Duration.ofDays(30);
  private static final int PAUSE_GROWTH = 4;
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
  private final Map<Server, Pause> pauses = new ConcurrentHashMap<>(); // the last of each

  /** In which no session is offered to a server. */
  private record Pause(Instant begin, Duration length) {
    boolean includes(Instant now) {
      return now.isBefore(begin.plus(length));
    }
  }

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
    SSLContext context = settings.engines().newContext(settings.fingerprints());
    context.getClientSessionContext().setSessionCacheSize(SESSIONS);
    Kept next = new Kept(state, now, context);
    Pause pause = pauses.get(server);
    if (pause != null && pause.includes(now)) {
      kept.remove(server);
    } else {
      kept.put(server, next);
    }
    return next;
  }

  /**
   * Notes a handshake, or a connection just after it, that failed.
   *
   * @param used what {@link #contextFor} returned for it
   * @param resumed whether it may have been because of the session that was offered: some servers
   *     refuse every session that they gave; none is offered to this one for the next hour then,
   *     and for four times as long after each further one
   */
  void failed(Server server, Kept used, boolean resumed) {
    kept.remove(server, used);
    if (resumed) {
      Instant now = clock.instant();
      pauses.compute(
          server,
          (key, last) -> new Pause(now, last == null ? LONGEST_USE : longerThan(last.length())));
    }
  }

  private static Duration longerThan(Duration last) {
    Duration longer = last.multipliedBy(PAUSE_GROWTH);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
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
