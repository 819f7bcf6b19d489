package io.github.failoversyslog.bench;

import java.util.function.Supplier;

/** The appenders and clients that are compared. */
enum Entrant {
  LOG4J2_OURS("failover-syslog, Log4j2", () -> Log4j2Contender.of("log4j2-ours.xml")),
  LOG4J2_NULL("Log4j2, appender that does nothing", () -> Log4j2Contender.of("log4j2-null.xml")),
  LOG4J2_SYSLOG("Log4j2 `<Syslog>`", () -> Log4j2Contender.of("log4j2-syslog.xml")),
  LOG4J2_SYSLOG_ASYNC(
      "Log4j2 `<Syslog>`, asynchronous loggers",
      () -> Log4j2Contender.asynchronous("log4j2-syslog-batched.xml")),
  LOG4J2_SOCKET("Log4j2 `<Socket>`, Rfc5424Layout", () -> Log4j2Contender.of("log4j2-socket.xml")),
  LOG4J2_SOCKET_PATTERN(
      "Log4j2 `<Socket>`, PatternLayout", () -> Log4j2Contender.of("log4j2-socket-pattern.xml")),
  LOGBACK_OURS("failover-syslog, Logback", () -> new LogbackContender("logback-ours.xml")),
  LOGBACK_NULL(
      "Logback, appender that does nothing", () -> new LogbackContender("logback-null.xml")),
  LOGBACK_LOGSTASH(
      "logstash-logback-encoder, JSON", () -> new LogbackContender("logback-logstash.xml")),
  LOGBACK_LOGSTASH_PATTERN(
      "logstash-logback-encoder, pattern",
      () -> new LogbackContender("logback-logstash-pattern.xml")),
  SYSLOG_JAVA_CLIENT("syslog-java-client, without a framework", SyslogJavaClientContender::new),
  LIMIT("ready frames in writes of 64 KB", ReadyFramesContender::new),

  LOG4J2_NO_WINDOW(
      "failover-syslog, Log4j2, without a resend window",
      () -> Log4j2Contender.of("log4j2-ours-no-window.xml")),
  LOG4J2_64MB("failover-syslog, Log4j2, 64 MB", () -> Log4j2Contender.of("log4j2-ours-64mb.xml")),
  LOG4J2_MONITORED(
      "failover-syslog, Log4j2, 64 MB, registerMBean and Micrometer",
      () -> Log4j2Contender.monitored("log4j2-ours-monitored.xml")),
  LOGBACK_MONITORED(
      "failover-syslog, Logback, registerMBean and Micrometer",
      () -> LogbackContender.monitored("logback-ours-monitored.xml")),
  LOG4J2_BACKLOG(
      "failover-syslog, Log4j2, 512 MB", () -> Log4j2Contender.of("log4j2-ours-backlog.xml")),
  LOGBACK_BACKLOG(
      "failover-syslog, Logback, 512 MB", () -> new LogbackContender("logback-ours-backlog.xml")),
  LOG4J2_SPOOL("failover-syslog, Log4j2, spool", () -> Log4j2Contender.of("log4j2-ours-spool.xml")),
  LOG4J2_NO_RENEWALS(
      "failover-syslog, Log4j2, 64 MB, TCP, livenessProbeInterval 0",
      () -> Log4j2Contender.of("log4j2-ours-no-renewals.xml")),
  LOG4J2_RENEWALS(
      "failover-syslog, Log4j2, 64 MB, TCP, livenessProbeInterval 5 s",
      () -> Log4j2Contender.of("log4j2-ours-renewals.xml")),
  LOG4J2_TLS(
      "failover-syslog, Log4j2, 64 MB, TLS, tlsReceipts false",
      () -> Log4j2Contender.of("log4j2-ours-tls.xml")),
  LOG4J2_TLS_RECEIPTS(
      "failover-syslog, Log4j2, 64 MB, TLS, tlsReceipts true",
      () -> Log4j2Contender.of("log4j2-ours-tls-receipts.xml")),
  LOG4J2_TO_RSYSLOG(
      "failover-syslog, Log4j2, TCP to rsyslog", () -> Log4j2Contender.of("log4j2-ours.xml")),
  LOG4J2_RELP(
      "failover-syslog, Log4j2, RELP to rsyslog", () -> Log4j2Contender.of("log4j2-ours-relp.xml"));

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor or a constant
  private final Supplier<Contender> maker;

  Entrant(String title, Supplier<Contender> maker) {
    this.title = title;
    this.maker = maker;
  }

  String title() {
    return title;
  }

  /** Starts it in this process. Ports and files are system properties: see the XML files. */
  Contender start() {
    return maker.get();
  }

  /** Whether the appender is this project's. */
  boolean isOurs() {
    return title.startsWith("failover-syslog");
  }

  /** Whether events are sent to the server instead of being dropped. */
  boolean delivers() {
    return this != LOG4J2_NULL && this != LOGBACK_NULL;
  }
}
