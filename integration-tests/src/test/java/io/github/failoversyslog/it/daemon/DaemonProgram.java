package io.github.failoversyslog.it.daemon;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.server.Identity;
import java.nio.file.Path;

/** A syslog daemon program. */
public enum DaemonProgram {
  SYSLOG_NG {
    @Override
    public SyslogDaemon tcp(Path folder, int port, FramingMode framing) {
      return switch (framing) {
        case OCTET_COUNTING -> SyslogNg.octetCounting(folder, port);
        case NEWLINE -> SyslogNg.newline(folder, port);
      };
    }

    @Override
    public SyslogDaemon udp(Path folder, int port) {
      return SyslogNg.udp(folder, port);
    }

    @Override
    public SyslogDaemon tls(Path folder, int port, Identity identity) {
      return SyslogNg.tls(folder, port, identity);
    }

    @Override
    public SyslogDaemon openssl(Path folder, int port, Identity identity) {
      return SyslogNg.tls(folder, port, identity);
    }

    @Override
    public SyslogDaemon mutualTls(Path folder, int port, Identity identity, String authority) {
      return SyslogNg.mutualTls(folder, port, identity, authority);
    }
  },
  RSYSLOG {
    @Override
    public SyslogDaemon tcp(Path folder, int port, FramingMode framing) {
      return Rsyslog.tcp(folder, port);
    }

    @Override
    public SyslogDaemon udp(Path folder, int port) {
      return Rsyslog.udp(folder, port);
    }

    @Override
    public SyslogDaemon tls(Path folder, int port, Identity identity) {
      return Rsyslog.tls(folder, port, identity);
    }

    @Override
    public SyslogDaemon openssl(Path folder, int port, Identity identity) {
      return Rsyslog.openssl(folder, port, identity);
    }

    @Override
    public SyslogDaemon mutualTls(Path folder, int port, Identity identity, String authority) {
      return Rsyslog.mutualTls(folder, port, identity, authority);
    }
  };

  public abstract SyslogDaemon tcp(Path folder, int port, FramingMode framing);

  public abstract SyslogDaemon udp(Path folder, int port);

  /** Uses the program's default TLS library. */
  public abstract SyslogDaemon tls(Path folder, int port, Identity identity);

  /** Uses OpenSSL, which answers a request for a key update when the next one arrives. */
  public abstract SyslogDaemon openssl(Path folder, int port, Identity identity);

  /**
   * Requires a client certificate.
   *
   * @param authority CA whose client certificates are accepted, in PEM
   */
  public abstract SyslogDaemon mutualTls(
      Path folder, int port, Identity identity, String authority);

  public DaemonProgram other() {
    return this == SYSLOG_NG ? RSYSLOG : SYSLOG_NG;
  }
}
