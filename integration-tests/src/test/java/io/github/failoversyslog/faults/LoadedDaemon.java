package io.github.failoversyslog.faults;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.Identity;
import java.nio.file.Path;

/** Real log servers configured for high load. */
enum LoadedDaemon {
  RSYSLOG_IMTCP("tcp", FramingMode.OCTET_COUNTING, "tcp"),
  RSYSLOG_IMTCP_LINES("tcp", FramingMode.NEWLINE, "tcp"),
  RSYSLOG_IMPTCP("tcp", FramingMode.OCTET_COUNTING, "ptcp"),
  RSYSLOG_IMPTCP_LINES("tcp", FramingMode.NEWLINE, "ptcp"),
  RSYSLOG_OSSL("tls", FramingMode.OCTET_COUNTING, "tls-ossl"),
  RSYSLOG_GTLS("tls", FramingMode.OCTET_COUNTING, "tls"),
  SYSLOG_NG_SYSLOG("tcp", FramingMode.OCTET_COUNTING, "octet-counting"),
  SYSLOG_NG_NETWORK("tcp", FramingMode.NEWLINE, "newline"),
  SYSLOG_NG_TLS("tls", FramingMode.OCTET_COUNTING, "tls");

  private final String protocol;
  private final FramingMode framing;
  private final String input;

  LoadedDaemon(String protocol, FramingMode framing, String input) {
    this.protocol = protocol;
    this.framing = framing;
    this.input = input;
  }

  String protocol() {
    return protocol;
  }

  FramingMode framing() {
    return framing;
  }

  boolean isEncrypted() {
    return protocol.equals("tls");
  }

  boolean isRsyslog() {
    return name().startsWith("RSYSLOG");
  }

  SyslogDaemon on(Path folder, int port, Identity identity) {
    return isRsyslog()
        ? Rsyslog.writingTimes(folder, port, input, identity)
        : SyslogNg.writingTimes(folder, port, input, identity);
  }
}
