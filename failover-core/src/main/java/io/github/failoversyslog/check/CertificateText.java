package io.github.failoversyslog.check;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A server's certificate in words. */
final class CertificateText {
  private static final int DNS_NAME = 2; // RFC 5280: GeneralName
  private static final int IP_ADDRESS = 7;

  private CertificateText() {}

  static String of(X509Certificate certificate, Instant now) {
    return ("for " + names(certificate) + "; issued by " + issuer(certificate) + "; ")
        + validity(certificate, now);
  }

  /** The DNS names and IP addresses that it is for. */
  static String names(X509Certificate certificate) {
    List<String> names =
        alternatives(certificate).stream()
            .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
            .map(name -> String.valueOf(name.get(1)))
            .toList();
    return names.isEmpty()
        ? "no name or address (" + certificate.getSubjectX500Principal().getName() + ")"
        : String.join(", ", names);
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  static String issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName();
  }

  private static String validity(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      return "valid from " + date(from) + " on";
    }
    return now.isAfter(to)
        ? "expired " + date(to)
        : "valid until " + date(to) + " (" + daysLeft(certificate, now) + " days)";
  }

  /** Whole days; negative if it has expired. */
  static long daysLeft(X509Certificate certificate, Instant now) {
    return ChronoUnit.DAYS.between(now, certificate.getNotAfter().toInstant());
  }

  private static String date(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
