package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.wire.Rfc5424Message;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A real server and the transport and format of the messages to it. */
enum Receiver {
  SYSLOG_NG_OCTET_COUNTING("tcp", "octetCounting"),
  SYSLOG_NG_NEWLINE("tcp", "newline"),
  SYSLOG_NG_UDP("udp", ""),
  SYSLOG_NG_TLS("tls", ""),
  SYSLOG_NG_RFC3164_OCTET_COUNTING("tcp", "octetCounting"),
  SYSLOG_NG_RFC3164_NEWLINE("tcp", "newline"),
  SYSLOG_NG_RFC3164_UDP("udp", ""),
  SYSLOG_NG_RFC3164_TLS("tls", ""),
  RSYSLOG_OCTET_COUNTING("tcp", "octetCounting"),
  RSYSLOG_NEWLINE("tcp", "newline"),
  RSYSLOG_UDP("udp", ""),
  RSYSLOG_TLS("tls", ""),
  RSYSLOG_RELP("relp", ""),
  RSYSLOG_RFC3164_OCTET_COUNTING("tcp", "octetCounting"),
  RSYSLOG_RFC3164_NEWLINE("tcp", "newline"),
  RSYSLOG_RFC3164_UDP("udp", ""),
  RSYSLOG_RFC3164_TLS("tls", ""),
  RSYSLOG_RFC3164_RELP("relp", "");

  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");

  private final String protocol;
  private final String framing;

  Receiver(String protocol, String framing) {
    this.protocol = protocol;
    this.framing = framing;
  }

  private static Identity identity() {
    return AUTHORITY.issue("127.0.0.1");
  }

  /** Returns the daemon, not started. */
  SyslogDaemon daemon(Path folder, int port) {
    return switch (this) {
      case SYSLOG_NG_OCTET_COUNTING, SYSLOG_NG_RFC3164_OCTET_COUNTING ->
          SyslogNg.octetCounting(folder, port);
      case SYSLOG_NG_NEWLINE -> SyslogNg.newline(folder, port);
      case SYSLOG_NG_UDP -> SyslogNg.udp(folder, port);
      case SYSLOG_NG_TLS, SYSLOG_NG_RFC3164_TLS -> SyslogNg.tls(folder, port, identity());
      case SYSLOG_NG_RFC3164_NEWLINE -> SyslogNg.rfc3164(folder, port);
      case SYSLOG_NG_RFC3164_UDP -> SyslogNg.rfc3164Udp(folder, port);
      case RSYSLOG_OCTET_COUNTING,
          RSYSLOG_NEWLINE,
          RSYSLOG_RFC3164_OCTET_COUNTING,
          RSYSLOG_RFC3164_NEWLINE ->
          Rsyslog.tcp(folder, port);
      case RSYSLOG_UDP, RSYSLOG_RFC3164_UDP -> Rsyslog.udp(folder, port);
      case RSYSLOG_TLS, RSYSLOG_RFC3164_TLS -> Rsyslog.tls(folder, port, identity());
      case RSYSLOG_RELP, RSYSLOG_RFC3164_RELP -> Rsyslog.relp(folder, port);
    };
  }

  /**
   * The settings with which an appender sends to this receiver.
   *
   * @param folder for files that the settings name
   */
  Map<String, String> settings(Path folder) {
    Map<String, String> settings = new HashMap<>(Map.of("protocol", protocol));
    if (!framing.isEmpty()) {
      settings.put("framing", framing);
    }
    if (protocol.equals("tls")) {
      settings.put("tlsCaFile", AUTHORITY.writeTo(folder.resolve("authority.pem")).toString());
    }
    return settings;
  }

  /** The message that this receiver reports for a sent message. */
  Rfc5424Message received(Rfc5424Message sent) {
    return switch (this) {
      case SYSLOG_NG_NEWLINE -> KnownDeviations.ofSyslogNgWithLines(sent);
      case SYSLOG_NG_OCTET_COUNTING, SYSLOG_NG_UDP, SYSLOG_NG_TLS ->
          KnownDeviations.ofSyslogNg(sent);
      case SYSLOG_NG_RFC3164_NEWLINE -> KnownDeviations.ofSyslogNgRfc3164WithLines(sent);
      case SYSLOG_NG_RFC3164_OCTET_COUNTING, SYSLOG_NG_RFC3164_UDP, SYSLOG_NG_RFC3164_TLS ->
          KnownDeviations.ofSyslogNgRfc3164(sent);
      case RSYSLOG_OCTET_COUNTING, RSYSLOG_NEWLINE, RSYSLOG_UDP, RSYSLOG_TLS, RSYSLOG_RELP ->
          KnownDeviations.ofRsyslog(sent);
      default -> KnownDeviations.ofRsyslogRfc3164(sent);
    };
  }

  MessageModel randomModel(Random random) {
    boolean singleLine = framing.equals("newline") || isLossy();
    TextModel text = TextModel.random(random, singleLine, isLossy());
    if (isRfc3164()) {
      return Rfc3164Model.random(random, KnownDeviations.NOT_IN_HOSTS_OF_RFC3164, text);
    }
    return Rfc5424Model.random(
        random, isSyslogNg() ? KnownDeviations.NOT_IN_HOSTS_OF_SYSLOG_NG : "", text);
  }

  RandomEvents randomEvents(Random random, Framework framework) {
    Set<Framework> frameworks = Set.of(framework);
    if (isRfc3164()) {
      return RandomEvents.ofThisYear(random, frameworks);
    }
    return isSyslogNg()
        ? RandomEvents.ofYears(random, KnownDeviations.FIRST_YEAR_OF_SYSLOG_NG, 9999, frameworks)
        : RandomEvents.ofYears(random, 0, KnownDeviations.LAST_YEAR_OF_RSYSLOG, frameworks);
  }

  private boolean isRfc3164() {
    return name().contains("RFC3164");
  }

  private boolean isSyslogNg() {
    return name().startsWith("SYSLOG_NG");
  }

  /** Whether messages are lost when they arrive faster than they are read. */
  boolean isLossy() {
    return protocol.equals("udp");
  }
}
