package io.github.failoversyslog.config;

import static io.github.failoversyslog.config.Values.element;
import static io.github.failoversyslog.config.Values.file;
import static io.github.failoversyslog.config.Values.flag;
import static io.github.failoversyslog.config.Values.list;
import static io.github.failoversyslog.config.Values.number;
import static io.github.failoversyslog.config.Values.numberOrNone;
import static io.github.failoversyslog.config.Values.oneOf;
import static io.github.failoversyslog.config.Values.requiredText;
import static io.github.failoversyslog.config.Values.size;
import static io.github.failoversyslog.config.Values.sizeOfMessage;
import static io.github.failoversyslog.config.Values.text;
import static io.github.failoversyslog.config.Values.textOr;
import static io.github.failoversyslog.config.Values.time;
import static io.github.failoversyslog.config.Values.timeOrOff;

import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every setting: name, values, default, where it has an effect, and its meaning in one sentence.
 * The tables of {@code docs/configuration.md} say the same.
 */
public enum Setting {
  HOST(
      "host",
      requiredText(),
      "the primary server: its name, IPv4 address or [IPv6] address, without a port"),
  PORT(
      "port",
      number(1, Setting.MAX_PORT, "601")
          .with(Protocol.TLS, "6514")
          .with(Protocol.UDP, "514")
          .requiredWith(Protocol.RELP),
      "port of the primary, and of every failover server that is listed without one"),
  PROTOCOL(
      "protocol",
      oneOf(Protocol.TCP, Map.of("ssl", Protocol.TLS)),
      "plain TCP, TLS, UDP, or RELP, whose server acknowledges every message"),
  FAILOVER_SERVERS(
      "failoverServers",
      list("none"),
      "host or host:port of each, in the order in which they are used"),
  FAILOVER_ORDER(
      "failoverOrder",
      oneOf(FailoverOrder.LISTED),
      "use failover servers in the order of the list, or in another order on each client"),

  FAILBACK("failback", element(), "return to the primary once it has recovered"),
  TCP_PROBE_INTERVAL(
      Setting.OF_FAILBACK + "tcpProbeInterval",
      time("60 s"),
      "time between the starts of two probes of the primary"),
  SUCCESSFUL_PROBES_REQUIRED(
      Setting.OF_FAILBACK + "successfulProbesRequired",
      number(1, 1_000_000, "3"),
      "consecutive successful probes required before the failback"),

  CONNECT_TIMEOUT(
      "connectTimeout",
      time("10 s"),
      "limit for DNS lookup, connect, TLS handshake and RELP open together"),
  WRITE_TIMEOUT(
      "writeTimeout",
      time("10 s"),
      "a server that accepts no data for this long, although data is waiting, counts as lost"),
  CLOSE_TIMEOUT(
      "closeTimeout",
      time("5 s"),
      "how long a server may take to close an old connection at renewal, failback and stop"),
  LIVENESS_PROBE_INTERVAL(
      "livenessProbeInterval",
      timeOrOff("60 s"),
      "time between checks that the server in use still accepts connections; 0 turns them off"),
  STABLE_AFTER(
      "stableAfter",
      time("10 s"),
      "a connection that is lost sooner than this counts as a failed attempt"),
  RECONNECT_DELAY(
      "reconnectDelay",
      time("1 s"),
      "wait after every server has failed once: a random part of it, and it doubles each round"),
  MAX_RECONNECT_DELAY("maxReconnectDelay", time("60 s"), "reconnectDelay doubles up to this"),
  RESEND_WINDOW(
      "resendWindow",
      timeOrOff("10 s"),
      Scope.with(Protocol.TCP, Protocol.TLS, Protocol.UDP),
      "after a loss, unconfirmed messages written within this time are sent again; 0: none"),
  SEND_BUFFER_SIZE(
      "sendBufferSize",
      size(4 * Setting.KB, 64 * Setting.MB, "256 KB"),
      "send buffer of the socket (SO_SNDBUF)"),
  RELP_WINDOW(
      "relpWindow",
      number(1, 1_000_000, "1024"),
      Scope.with(Protocol.RELP),
      "how many messages may be unacknowledged; they may be repeated after a loss"),
  RELP_TIMEOUT(
      "relpTimeout",
      time("30 s"),
      Scope.with(Protocol.RELP),
      "a server that has not responded to a message for this long counts as lost"),
  PROBE_PORT(
      "probePort",
      numberOrNone(1, Setting.MAX_PORT),
      Scope.with(Protocol.UDP),
      "a TCP port on the hosts of all servers; a server is up if it accepts connections there"),

  TLS_CA_FILE(
      "tlsCaFile", file("those of the JVM"), overTls(), "PEM file with the certificates to trust"),
  TLS_CERT_FILE(
      "tlsCertFile",
      file("none"),
      overTls(),
      "PEM file with the client's certificate, followed by its intermediate certificates"),
  TLS_KEY_FILE(
      "tlsKeyFile", file("none"), overTls(), "PEM file with the client's private key: PKCS #8"),
  TLS_KEY_PASSWORD(
      "tlsKeyPassword",
      textOr("none"),
      overTls(),
      "password of the key, if it is encrypted, or file: and the name of a file that holds it"),
  TLS_VERIFY_HOST_NAME(
      "tlsVerifyHostName",
      flag(true),
      overTls(),
      "whether a server's certificate has to match its name or address in host or failoverServers"),
  TLS_FINGERPRINTS(
      "tlsFingerprints",
      list("none"),
      overTls(),
      "SHA-256 fingerprints, one of which a server's certificate has to have; without a CA they"
          + " alone decide"),
  TLS_RECEIPTS(
      "tlsReceipts",
      flag(false),
      Scope.with(Protocol.TLS),
      "request TLS 1.3 key updates from servers; their answers prove what they have read"),

  FORMAT(
      "format",
      oneOf(MessageFormat.RFC5424, Map.of("bsd", MessageFormat.RFC3164)),
      "syslog format of the messages; RFC 3164 is for receivers that know only the older one"),
  FRAMING(
      "framing",
      oneOf(FramingMode.OCTET_COUNTING),
      Scope.with(Protocol.TCP, Protocol.TLS),
      "the length before each message, or a line feed after it (RFC 6587 section 3.4)"),
  FACILITY(
      "facility",
      oneOf(
          Facility.USER,
          Map.of("audit", Facility.LOG_AUDIT, "alert", Facility.LOG_ALERT)), // as in Logback
      "facility of all messages (RFC 5424 table 1)"),
  HOST_NAME("hostName", textOr("this host"), "HOSTNAME of the messages"),
  APP_NAME("appName", text("-"), "APP-NAME, at most 48 characters"),
  PROCESS_ID("processId", textOr("the pid"), "PROCID, at most 128 characters"),
  MESSAGE_ID("messageId", text("-"), inRfc5424(), "MSGID, at most 32 characters"),
  MARKER_AS_MESSAGE_ID(
      "markerAsMessageId", flag(false), inRfc5424(), "send the name of an event's marker as MSGID"),
  ENTERPRISE_NUMBER(
      "enterpriseNumber",
      text("32473"), // for examples: RFC 5612
      inRfc5424(),
      "your private enterprise number, for SD-IDs without one; it may have parts, as in 32473.1.2"),
  MDC_ID(
      "mdcId",
      text("mdc"),
      inRfc5424(),
      "name of the element with the context data (ThreadContext, MDC): [mdc@32473 key=\"value\"]"),
  LONG_SD_IDS(
      "longSdIds",
      flag(false),
      inRfc5424(),
      "send SD-IDs of more than 32 characters whole, for receivers that expect a token in them"),
  MDC_INCLUDES(
      "mdcIncludes",
      list("all"),
      inRfc5424(),
      "context data to send, by name; * at the end matches any rest"),
  MDC_EXCLUDES(
      "mdcExcludes",
      list("none"),
      inRfc5424(),
      "context data not to send, even if included; * at the end matches any rest"),
  TRACE_CONTEXT(
      "traceContext",
      flag(false),
      inRfc5424(),
      "send trace_id, span_id and trace_flags of the context data as the element opentelemetry"),
  INCLUDE_LOGGER(
      "includeLogger",
      flag(false),
      inRfc5424(),
      "send the logger's name as [log@32473 logger=\"...\"]"),
  INCLUDE_THREAD(
      "includeThread",
      flag(false),
      inRfc5424(),
      "send the thread's name as [log@32473 thread=\"...\"]"),
  INCLUDE_MARKER(
      "includeMarker",
      flag(false),
      inRfc5424(),
      "send the marker, with those it refers to, as [log@32473 marker=\"...\"]"),
  INCLUDE_ORIGIN(
      "includeOrigin", flag(false), inRfc5424(), "send the element origin (RFC 5424 section 7.2)"),
  INCLUDE_TIME_QUALITY(
      "includeTimeQuality",
      flag(false),
      inRfc5424(),
      "send the element timeQuality (RFC 5424 section 7.1)"),
  STACK_TRACE("stackTrace", oneOf(StackTrace.MESSAGE), "where the stack trace of an event goes"),
  STACK_TRACE_PATTERN(
      "stackTracePattern",
      textOr("as the JDK prints it"),
      "the framework's pattern for the throwable alone, such as %rEx, %ex{5} or %xEx"),
  SEQUENCE_ID(
      "sequenceId",
      flag(false),
      inRfc5424(),
      "number the messages, [meta sequenceId=\"1\"], so that a receiver can drop repeats"),
  BOM(
      "bom",
      flag(false),
      inRfc5424(),
      "send a byte order mark before a text that is not ASCII (RFC 5424 section 6.4)"),
  CONTROL_CHARACTERS(
      "controlCharacters",
      oneOf(ControlCharacters.KEEP),
      "send control characters as they are, or as # and three octal digits"),
  NEWLINE_ESCAPE(
      "newlineEscape",
      text("\\n"),
      "replaces a line feed where none may be sent in a message; none: line feeds are kept"),
  MAX_MESSAGE_SIZE(
      "maxMessageSize",
      // from room for the longest header to, over UDP, a datagram over IPv4 (RFC 5426 section 3.2)
      sizeOfMessage(512, 16 * Setting.MB, 65_507, "64 KB")
          .with(Protocol.UDP, "8 KB")
          .with(MessageFormat.RFC3164, "1 KB"),
      "longer messages are cut between two characters, and counted"),

  BUFFER_SIZE(
      "bufferSize",
      size(64 * Setting.KB, Setting.GB, "8 MB"),
      "memory for messages that wait or may have to be sent again; at least 4 times maxMessageSize"),
  SPOOL_FILE(
      "spoolFile",
      file("none"),
      "file that holds the buffer instead of memory, and keeps it when the process ends"),
  SPOOL_SIZE(
      "spoolSize",
      size(64 * Setting.KB, Setting.GB, "64 MB"),
      "size of spoolFile, allocated at the first start; at least 4 times maxMessageSize"),
  OVERFLOW(
      "overflow",
      oneOf(Overflow.DISCARD),
      "when the buffer is full, discard events, or block callers for up to blockTimeout"),
  DISCARD_BELOW(
      "discardBelow",
      oneOf(Severity.byName(), "WARN"),
      "with overflow discard: less serious events may not use the last fifth of the buffer"),
  BLOCK_TIMEOUT(
      "blockTimeout",
      time("1 min"),
      "with overflow block: an event is discarded after waiting this long for space"),
  SHUTDOWN_TIMEOUT(
      "shutdownTimeout", time("5 s"), "how long a stop may take to deliver what is in the buffer"),

  REGISTER_MBEAN(
      "registerMBean",
      flag(false),
      "register an MBean with the counters, the state, and operations to probe and to fail back"),
  REPORT_CHANGES(
      "reportChanges",
      flag(true),
      "tell the log servers of failovers, failbacks and discarded events, in messages of its own"),
  HEARTBEAT_INTERVAL(
      "heartbeatInterval",
      timeOrOff(Duration.ofSeconds(1), "0 s"),
      "send a message with the counters when nothing was sent for this long; 0: none");

  private static final String OF_FAILBACK = "failback.";
  static final int MAX_PORT = 65_535;
  private static final long KB = 1024;
  private static final long MB = 1024 * KB;
  private static final long GB = 1024 * MB;
  private static final List<Setting> ALL = List.of(values());

  private final String settingName;

  @SuppressWarnings("ImmutableEnumChecker") // a record of copies
  private final Values settingValues;

  @SuppressWarnings("ImmutableEnumChecker") // a record of copies
  private final Scope scope;

  private final String meaning;

  Setting(String name, Values values, String meaning) {
    this(name, values, Scope.ALL, meaning);
  }

  Setting(String name, Values values, Scope scope, String meaning) {
    this.settingName = name;
    this.settingValues = values;
    this.scope = scope;
    this.meaning = meaning;
  }

  private static Scope overTls() {
    return Scope.with(Protocol.TLS, Protocol.RELP);
  }

  private static Scope inRfc5424() {
    return Scope.with(MessageFormat.RFC5424);
  }

  public static List<Setting> all() {
    return ALL;
  }

  /** Whether there is a setting of this name, whatever its case. */
  public static boolean isNamed(String name) {
    return Arrays.stream(values()).anyMatch(setting -> setting.settingName.equalsIgnoreCase(name));
  }

  /**
   * What to do instead of using a name that no setting has; empty if there is nothing like it.
   *
   * @param name hyphens may separate its words
   * @param written how settings are written where the name is
   */
  public static Optional<String> adviceOn(String name, Function<Setting, String> written) {
    return PeerNames.adviceOn(name.replace("-", ""))
        .or(
            () ->
                NearestName.of(name, ALL.stream().map(written).toList())
                    .map(nearest -> "did you mean " + nearest + "?"));
  }

  /** As it is written; those of the element {@code failback} begin with {@code failback.}. */
  @Override
  public String toString() {
    return settingName;
  }

  /** Without the name of the element that it is in. */
  public String localName() {
    return settingName.substring(settingName.indexOf('.') + 1);
  }

  public boolean isOfFailback() {
    return settingName.startsWith(OF_FAILBACK);
  }

  public ValueKind kind() {
    return settingValues.kind();
  }

  /** Where it has an effect. */
  public Scope scope() {
    return scope;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** What holds if it is absent, as {@code docs/configuration.md} has it. */
  public String byDefault() {
    return settingValues.description();
  }

  Values defaults() {
    return settingValues;
  }
}
