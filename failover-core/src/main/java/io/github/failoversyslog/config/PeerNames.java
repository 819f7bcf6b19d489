package io.github.failoversyslog.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands here for the settings of other appenders: Log4j's {@code <Syslog>}, {@code <Socket>},
 * {@code <Rfc5424Layout>} and {@code <Failover>}, Logback's {@code SyslogAppender} and {@code
 * AsyncAppender}, and the TCP appender of logstash-logback-encoder.
 */
final class PeerNames {
  private static final Map<String, String> ADVICE = new HashMap<>();

  static {
    log4jSyslog();
    log4jRfc5424Layout();
    log4jFailover();
    logbackSyslog();
    logbackAsync();
    logstashTcp();
  }

  private PeerNames() {}

  /** What to do instead of using this name, in any case. */
  static Optional<String> adviceOn(String name) {
    return Optional.ofNullable(ADVICE.get(name.toLowerCase(Locale.ROOT)));
  }

  private static void put(String advice, String... names) {
    for (String name : names) {
      ADVICE.put(name.toLowerCase(Locale.ROOT), advice);
    }
  }

  private static void log4jSyslog() {
    put("use connectTimeout, with a unit, such as \"500 ms\"", "connectTimeoutMillis");
    put(
        "use reconnectDelay, with a unit, such as \"500 ms\"",
        "reconnectDelayMillis",
        "reconnectionDelayMillis",
        "delayMillis");
    put("leave it out: the appender starts without a server too", "immediateFail");
    put("leave it out: messages are sent at once, by a thread of their own", "immediateFlush");
    put("leave it out: messages wait in memory, see bufferSize", "bufferedIo");
    put("leave it out: nothing is advertised", "advertise");
    put("use sendBufferSize; the other options cannot be set", "SocketOptions");
    put("use Ssl", "SslConfig", "SslConfiguration");
  }

  private static void log4jRfc5424Layout() {
    put("use StructuredData, which has an id", "id", "LoggerFields");
    put("use id, as in \"app@32473\"", "sdId", "enterpriseId");
    put("put it in StructuredData; in Logback it is <parameter> there", "KeyValuePair");
    put("put it in StructuredData; in Log4j it is <KeyValuePair> there", "parameter");
    put("use name", "key");
    put("use enterpriseNumber", "ein");
    put("context data is sent unless mdcExcludes=\"*\" is set", "includeMDC");
    put("leave it out: names are sent without a prefix", "mdcPrefix", "eventPrefix");
    put("use mdcIncludes", "includes");
    put("use mdcExcludes", "excludes");
    put("leave it out: no name has to be there", "required", "mdcRequired");
    put("use framing=\"newline\"", "newLine", "includeNL");
    put("use newlineEscape", "escapeNL");
    put("use framing=\"octetCounting\", which is the default", "useTlsMessageFormat");
    put("use stackTracePattern", "exceptionPattern");
    put("use messageId", "msgId");
    put("leave it out: messages are UTF-8", "charset");
  }

  private static void log4jFailover() {
    put("use host and failoverServers", "primary", "Failovers");
    put("use Failback, with tcpProbeInterval", "retryIntervalSeconds");
  }

  private static void logbackSyslog() {
    put("use host", "syslogHost");
    put("use layout, with a pattern", "suffixPattern");
    put("put it in a layout", "pattern");
    put("leave it out: the appender starts without a server too", "lazy");
    put("use stackTrace=\"none\"", "throwableExcluded");
  }

  private static void logbackAsync() {
    put("use discardBelow", "discardingThreshold");
    put("use overflow=\"discard\", which is the default", "neverBlock");
    put("use shutdownTimeout", "maxFlushTime", "shutdownGracePeriod");
    put("leave it out: a pattern that wants the place of the call gets it", "includeCallerData");
  }

  private static void logstashTcp() {
    put("use host, port and failoverServers", "destination", "destinations", "remoteHost");
    put("use reconnectDelay", "reconnectionDelay");
    put("use connectTimeout", "connectionTimeout");
    put("use bufferSize, which is in bytes", "ringBufferSize", "queueSize", "writeBufferSize");
    put(
        "use Failback: it goes back to host when that can be reached again",
        "secondaryConnectionTTL",
        "preferPrimary");
    put(
        "use Failback to prefer host; without it the servers are used round-robin",
        "connectionStrategy",
        "roundRobin",
        "connectionTTL");
    put(
        "use failoverOrder=\"spread\": each client has its own order of the failover servers",
        "random");
    put("use livenessProbeInterval", "keepAliveDuration");
    put("leave it out: a liveness probe sends nothing", "keepAliveMessage", "keepAliveCharset");
    put("leave it out: the first server that can be reached is used", "initialSendDelay");
    put("use overflow=\"block\" and blockTimeout", "appendTimeout", "appendRetryFrequency");
    put("leave it out: discarded events are counted and reported", "droppedWarnFrequency");
    put(
        "leave it out: the appender has one thread",
        "threadNameFormat",
        "threadFactory",
        "daemon",
        "producerType",
        "waitStrategy",
        "waitStrategyType");
    put("use Ssl", "socketFactory");
    put("use a <statusListener> of the configuration", "listener", "addDefaultStatusListener");
  }
}
