package io.github.failoversyslog.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fingerprints of certificates: RFC 5425 section 4.2.2, with SHA-256.
 *
 * @param accepted such as {@code sha-256:E1:2D:...}, in capitals behind the label; empty: no
 *     certificate is required to have a certain one
 */
public record Fingerprints(Set<String> accepted) {
  public static final Fingerprints NONE = new Fingerprints(Set.of());
  static final String EXPECTED =
      "sha-256: and 32 bytes in hexadecimal, such as sha-256:E1:2D:53:... as the check of servers"
          + " prints it";

  private static final String LABEL = "sha-256:";
  private static final Pattern
      WRITTEN = // as RFC 5425, rsyslog, syslog-ng, OpenSSL and keytool write it
      Pattern.compile(
              "(?:sha-?256(?: fingerprint)?[:=]\\s*)?([0-9a-f]{2}(?::?[0-9a-f]{2}){31})",
              Pattern.CASE_INSENSITIVE);
  private static final Pattern BROKEN = // labelled, or as long as SHA-1 and MD5
      Pattern.compile(
          "(sha-?1|md5)[: ].*|[0-9a-f]{2}(:?[0-9a-f]{2}){19}|[0-9a-f]{2}(:?[0-9a-f]{2}){15}",
          Pattern.CASE_INSENSITIVE);
  private static final HexFormat BYTES = HexFormat.ofDelimiter(":").withUpperCase();

  public Fingerprints {
    accepted = Set.copyOf(accepted);
  }

  static Fingerprints read(SettingsReader settings) {
    Set<String> accepted = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (String text : settings.list(Setting.TLS_FINGERPRINTS)) {
      Matcher written = WRITTEN.matcher(text);
      if (written.matches()) {
        String digits = written.group(1).replace(":", "");
        accepted.add(LABEL + BYTES.formatHex(HexFormat.of().parseHex(digits)));
      } else {
        wrong.add(text);
      }
    }
    if (accepted.isEmpty() && wrong.isEmpty() && settings.has(Setting.TLS_FINGERPRINTS)) {
      wrong.add(settings.text(Setting.TLS_FINGERPRINTS)); // such as ",": nothing would be pinned
    }
    if (settings.isBlank(Setting.TLS_FINGERPRINTS)) { // a variable may have been meant
      settings.fault("tlsFingerprints is blank; expected " + EXPECTED + ", or no such setting");
    }
    wrong.forEach(text -> settings.wrong(Setting.TLS_FINGERPRINTS, text, expectedInsteadOf(text)));
    return new Fingerprints(accepted);
  }

  private static String expectedInsteadOf(String text) {
    return BROKEN.matcher(text).matches()
        ? "SHA-256, as SHA-1 and MD5 are broken: " + EXPECTED
        : EXPECTED;
  }

  /** The fingerprint as it is written in the settings. */
  public static String of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return LABEL + BYTES.formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // it was decoded before, and Java has SHA-256
    }
  }

  public boolean isEmpty() {
    return accepted.isEmpty();
  }

  boolean accept(X509Certificate certificate) {
    return accepted.contains(of(certificate));
  }
}
