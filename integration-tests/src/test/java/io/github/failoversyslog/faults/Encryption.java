package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.server.CertificateAuthority;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What servers and their clients need for TLS.
 *
 * @param keyStore of all servers
 * @param authority the certificate that clients have to trust
 */
public record Encryption(Path keyStore, Path authority) {
  /** A server's JVM needs its better compiler, without which ciphers are a hundred times slower. */
  static final String FAST_JVM = "-XX:TieredStopAtLevel=4";

  /** Makes the files for servers at 127.0.0.1. */
  static Encryption in(Path folder) {
    return in(folder, Place.HERE.address());
  }

  /** Makes the files for servers at these addresses. */
  public static Encryption in(Path folder, String... addresses) {
    CertificateAuthority authority = new CertificateAuthority("test authority");
    return new Encryption(
        authority.issue(addresses).writeKeyStore(folder.resolve("servers.p12")),
        authority.writeTo(folder.resolve("authority.pem")));
  }

  /** The settings, and what makes an appender speak TLS. */
  public Map<String, String> with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("protocol", "tls"));
    all.put("tlsCaFile", authority.toString());
    all.putAll(settings);
    return all;
  }
}
