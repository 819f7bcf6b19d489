package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.server.CertificateAuthority;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * TLS material of servers and their clients.
 *
 * @param keyStore used by all servers
 * @param authority the CA certificate that clients must trust
 */
public record Encryption(Path keyStore, Path authority) {
  /**
   * Tiered compilation limited to C1 would make ciphers about a hundred times slower in the
   * server's JVM.
   */
  static final String FAST_JVM = "-XX:TieredStopAtLevel=4";

  /** Creates the files for servers at 127.0.0.1. */
  static Encryption in(Path folder) {
    return in(folder, LaunchContext.LOCAL.address());
  }

  /** Creates the files for servers at these addresses. */
  public static Encryption in(Path folder, String... addresses) {
    CertificateAuthority authority = new CertificateAuthority("test authority");
    return new Encryption(
        authority.issue(addresses).writeKeyStore(folder.resolve("servers.p12")),
        authority.writeTo(folder.resolve("authority.pem")));
  }

  /** Returns the settings plus those that make an appender use TLS. */
  public Map<String, String> with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("protocol", "tls"));
    all.put("tlsCaFile", authority.toString());
    all.putAll(settings);
    return all;
  }
}
