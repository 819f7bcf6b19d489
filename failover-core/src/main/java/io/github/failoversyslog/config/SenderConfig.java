package io.github.failoversyslog.config;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a sender, checked.
 *
 * @param servers the primary and then the failover servers, in the order of their use
 * @param failback empty: the servers are used round-robin
 * @param tls empty: nothing is encrypted
 * @param shutdownTimeout how long {@link SyslogSender#stop()} may take
 */
public record SenderConfig(
    List<Server> servers,
    Optional<Failback> failback,
    Protocol protocol,
    Optional<TlsSettings> tls,
    ConnectionSettings connection,
    RelpSettings relp,
    MessageSettings message,
    BufferSettings buffer,
    Duration shutdownTimeout,
    MonitoringSettings monitoring,
    List<String> warnings) {

  public SenderConfig {
    servers = List.copyOf(servers);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads settings as they are written in a configuration file.
   *
   * @param settings by the names of {@code docs/configuration.md}; those of the element {@code
   *     failback} begin with {@code failback.}, and an empty one is {@code failback} with any value
   * @throws InvalidConfigException if anything is wrong; its message names all that is
   */
  public static SenderConfig of(Map<String, String> settings) {
    return of(settings, List.of());
  }

  /**
   * Like {@link #of(Map)}.
   *
   * @param otherFaults what the caller found wrong, to be named in the same message
   */
  public static SenderConfig of(Map<String, String> settings, List<String> otherFaults) {
    return of(settings, List.of(), otherFaults, Optional.empty());
  }

  /**
   * Like {@link #of(Map, List)}.
   *
   * @param sdIds of the elements that every message gets, as they are written
   * @param ssl from the framework's own element for TLS; empty if it is not there
   */
  public static SenderConfig of(
      Map<String, String> settings,
      List<String> sdIds,
      List<String> otherFaults,
      Optional<TlsSettings> ssl) {
    SettingsReader reader = new SettingsReader(settings);
    for (String fault : otherFaults) {
      reader.fault(fault);
    }
    return new ConfigReader(reader, sdIds, ssl).read();
  }

  /** Whether a second connection to the server in use can take its place, for a receipt. */
  public boolean canRenew() {
    return protocol == Protocol.TCP || protocol == Protocol.TLS;
  }

  /** Whether it can be seen by TCP that a server is there. */
  public boolean canProbe() {
    return protocol != Protocol.UDP || connection.probePort().isPresent();
  }

  public Server primary() {
    return servers.get(0);
  }
}
