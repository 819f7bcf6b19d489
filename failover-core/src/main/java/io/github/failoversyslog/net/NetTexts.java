package io.github.failoversyslog.net;

import io.github.failoversyslog.config.Quantities;
import java.net.InetAddress;
import java.time.Duration;

/** Why a connection failed, as {@code docs/status.md} lists it. */
public final class NetTexts {
  private NetTexts() {}

  public static String closedByServer() {
    return "closed by the server";
  }

  static String noAnswer(Duration connectTimeout) {
    return "no answer within " + Quantities.timeText(connectTimeout) + " (connectTimeout)";
  }

  static String cannotResolve(String host, String why) {
    return "cannot resolve " + host + " (" + why + ")";
  }

  static String unknownHost() {
    return "unknown host";
  }

  static String lookUpTimedOut(String host, Duration connectTimeout) {
    return "DNS lookup of "
        + host
        + " timed out after "
        + Quantities.timeText(connectTimeout)
        + " (connectTimeout)";
  }

  static String cannotSend(InetAddress to, String why) {
    return "cannot send to " + to + ": " + why;
  }

  static String portUnreachable() {
    return "port unreachable";
  }

  static String cannotSetUpTls(String why) {
    return "cannot set up TLS: " + Reasons.withoutCredentials(why);
  }

  static String handshakeFailed(String why) {
    return "TLS handshake failed: " + why;
  }

  static String closedInHandshake() {
    return "closed by the server during the TLS handshake";
  }

  static String tlsFailed(String why) {
    return "TLS failed: " + why;
  }

  static String emptyRecords(int mebibytes) {
    return "sent more than " + mebibytes + " MB of TLS records without application data";
  }

  static String renegotiation() {
    return "requested a TLS renegotiation, which is not supported";
  }

  static String noTlsVersion() {
    return "neither TLS 1.3 nor TLS 1.2 is enabled; enable one of them";
  }

  static String helpersBusy(int threads) {
    return "all " + threads + " TLS helper threads are busy";
  }

  static String noTlsServer() {
    return "the server does not speak TLS";
  }

  static String emptyTrustStore(String why) {
    return "the trust store is empty (" + why + ")";
  }

  static String certificateExpired(String why) {
    return "the server's certificate has expired (" + why + ")";
  }

  static String certificateNotYetValid(String why) {
    return "the server's certificate is not yet valid (" + why + ")";
  }

  static String certificateNotTrusted(String why) {
    return "the server's certificate is not trusted (" + why + ")";
  }

  static String certificateRevoked(String why) {
    return "the server's certificate was revoked (" + why + ")";
  }

  static String revocationUnknown(String why) {
    return "cannot determine whether the server's certificate was revoked (" + why + ")";
  }

  static String clientCertificateRequired(String why) {
    return "the server requires a client certificate (" + why + ")";
  }

  static String clientCertificateRefused(String why) {
    return "the server does not accept the client's certificate (" + why + ")";
  }

  static String clientCertificateNotTrusted(String why) {
    return "the server does not trust the issuer of the client's certificate (" + why + ")";
  }

  static String signatureRefused(String why) {
    return "the server could not verify the client's signature (" + why + ")";
  }

  static String nothingInCommon(String why) {
    return "the server accepts nothing that the client offers (" + why + ")";
  }

  static String certificateRejected(String why) {
    return "the server's certificate is not accepted (" + why + ")";
  }
}
