package io.github.failoversyslog.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** Knows every setting's name, default and range, and what may not stand together. */
final class ConfigReader {
  private static final String FAILBACK = "failback";
  private static final String LOG_ID = "log";
  private static final String DEFAULT_NUMBER = "32473"; // for examples: RFC 5612
  private static final String LONG_SD_IDS = "longSdIds";
  private static final List<String> ONLY_IN_RFC5424 =
      List.of(
          "messageId",
          "markerAsMessageId",
          "enterpriseNumber",
          "mdcId",
          LONG_SD_IDS,
          "mdcIncludes",
          "mdcExcludes",
          "includeLogger",
          "includeThread",
          "includeMarker",
          "includeOrigin",
          "includeTimeQuality",
          "sequenceId",
          "bom");
  private static final Map<String, Facility> FACILITIES_OF_LOGBACK =
      Map.of("audit", Facility.LOG_AUDIT, "alert", Facility.LOG_ALERT);

  /** RFC 5424 section 7.2.2; a number and its owner's parts of it. */
  private static final Pattern ENTERPRISE_NUMBER = Pattern.compile("\\d{1,10}(?:\\.\\d{1,10})*");

  private static final long KB = 1024;
  private static final long MB = 1024 * KB;
  private static final long MIN_MESSAGE_BYTES = 512; // room for the longest header
  private static final long MAX_MESSAGE_BYTES = 16 * MB;
  private static final long MAX_DATAGRAM_BYTES = 65_507; // RFC 5426 section 3.2, over IPv4
  private static final int MESSAGES_PER_BUFFER =
      4; // so that a record finds room wherever the ring's end is
  private static final Duration SHORT_PROBE_INTERVAL = Duration.ofSeconds(1);

  private final SettingsReader settings;
  private final List<String> sdIds;
  private final Optional<TlsSettings> ssl;
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param sdIds SD-IDs of elements that every message gets
   * @param ssl the framework's own element, if it is there
   */
  ConfigReader(SettingsReader settings, List<String> sdIds, Optional<TlsSettings> ssl) {
    this.settings = settings;
    this.sdIds = List.copyOf(sdIds);
    this.ssl = ssl;
  }

  SenderConfig read() {
    Protocol protocol = settings.oneOf("protocol", Protocol.TCP, Map.of("ssl", Protocol.TLS));
    List<Server> servers =
        new ServersReader(settings, warnings, LocalHostName::known).read(protocol);
    OptionalInt probePort = probePort(protocol);
    Optional<TlsSettings> tls = new TlsReader(settings, ssl, warnings).read(protocol);
    Optional<Failback> failback = failback();
    ConnectionSettings connection = connection(probePort);
    RelpSettings relp = relp();
    MessageSettings message = message(protocol);
    BufferSettings buffer = buffer(message.maxMessageBytes());
    Duration shutdownTimeout = settings.positiveDuration("shutdownTimeout", "5 s");
    settings.refuseUnknown();
    warnings.addAll(settings.warnings());
    if (!settings.faults().isEmpty()) {
      throw new InvalidConfigException(settings.faults());
    }
    return new SenderConfig(
        servers,
        failback,
        protocol,
        tls,
        connection,
        relp,
        message,
        buffer,
        shutdownTimeout,
        warnings);
  }

  /** The names of all settings. */
  static SortedSet<String> names() {
    SettingsReader reader = new SettingsReader(Map.of("host", "localhost"));
    new ConfigReader(reader, List.of(), Optional.empty()).read();
    return reader.asked();
  }

  private OptionalInt probePort(Protocol protocol) {
    boolean isSet = settings.has("probePort");
    int port = settings.integer("probePort", "1", 1, ServerNames.MAX_PORT);
    if (isSet && protocol != Protocol.UDP) {
      warnings.add(
          "probePort is set with protocol "
              + SettingsReader.spelling(protocol)
              + "; expected it with udp only: probes go to the port of the server");
    }
    if (!isSet && protocol == Protocol.UDP && hasFailback()) {
      settings.fault(
          "failback is set with protocol udp, which does not tell whether a server is there;"
              + " expected probePort, a TCP port of the primary");
    }
    return isSet ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private boolean hasFailback() {
    return settings.hasElement(FAILBACK) || settings.hasAny(FAILBACK + ".");
  }

  private Optional<Failback> failback() {
    Duration interval = settings.positiveDuration(FAILBACK + ".tcpProbeInterval", "60 s");
    int required = settings.integer(FAILBACK + ".successfulProbesRequired", "3", 1, 1_000_000);
    if (!hasFailback()) {
      return Optional.empty();
    }
    if (settings.list("failoverServers").isEmpty()) {
      settings.fault(
          "failback is set without failoverServers; expected at least one server to fail back from");
    }
    if (interval.compareTo(SHORT_PROBE_INTERVAL) < 0) {
      warnings.add(
          "failback.tcpProbeInterval is "
              + interval.toMillis()
              + " ms; expected 1 s or more, to spare the primary");
    }
    return Optional.of(new Failback(interval, required));
  }

  private ConnectionSettings connection(OptionalInt probePort) {
    int faultsBefore = settings.faults().size();
    Duration reconnectDelay = settings.positiveDuration("reconnectDelay", "1 s");
    Duration maxReconnectDelay = settings.positiveDuration("maxReconnectDelay", "60 s");
    if (settings.faults().size() == faultsBefore
        && maxReconnectDelay.compareTo(reconnectDelay) < 0) {
      settings.fault(
          "maxReconnectDelay is shorter than reconnectDelay; expected the same or longer");
    }
    return new ConnectionSettings(
        settings.durationOrZero("livenessProbeInterval", "60 s"),
        probePort,
        settings.positiveDuration("connectTimeout", "10 s"),
        settings.positiveDuration("writeTimeout", "10 s"),
        settings.positiveDuration("closeTimeout", "5 s"),
        settings.positiveDuration("stableAfter", "10 s"),
        reconnectDelay,
        maxReconnectDelay,
        settings.durationOrZero("resendWindow", "10 s"),
        (int) settings.bytes("sendBufferSize", "256 KB", 4 * KB, 64 * MB));
  }

  private RelpSettings relp() {
    return new RelpSettings(
        settings.integer("relpWindow", "1024", 1, 1_000_000),
        settings.positiveDuration("relpTimeout", "30 s"));
  }

  private FramingMode framing(Protocol protocol) {
    FramingMode framing = settings.oneOf("framing", FramingMode.OCTET_COUNTING);
    if (protocol == Protocol.TLS && framing == FramingMode.NEWLINE) {
      settings.fault(
          "framing is newline and protocol tls; expected octetCounting, which RFC 5425 demands");
    }
    return framing;
  }

  private MessageSettings message(Protocol protocol) {
    MessageFormat format =
        settings.oneOf("format", MessageFormat.RFC5424, Map.of("bsd", MessageFormat.RFC3164));
    if (format == MessageFormat.RFC3164) {
      warnOfWhatHasNoPlace();
    }
    FramingMode framing = framing(protocol);
    ControlCharacters controlCharacters =
        settings.oneOf("controlCharacters", ControlCharacters.KEEP);
    String enterpriseNumber = enterpriseNumber();
    boolean longSdIds = settings.flag(LONG_SD_IDS, false);
    if (!longSdIds) {
      refuseLongSdIds(enterpriseNumber);
    }
    return new MessageSettings(
        format,
        framing,
        settings.oneOf("facility", Facility.USER, FACILITIES_OF_LOGBACK),
        settings.text("hostName"),
        settings.text("appName", "-"),
        settings.text("processId", ProcessId.known()),
        settings.text("messageId", "-"),
        settings.flag("markerAsMessageId", false),
        enterpriseNumber,
        mdcElementId(enterpriseNumber, longSdIds),
        LOG_ID + "@" + enterpriseNumber,
        longSdIds,
        settings.list("mdcIncludes"),
        settings.list("mdcExcludes"),
        settings.flag("includeLogger", false),
        settings.flag("includeThread", false),
        settings.flag("includeMarker", false),
        settings.flag("includeOrigin", false),
        settings.flag("includeTimeQuality", false),
        settings.flag("sequenceId", false),
        stackTrace(format),
        settings.text("stackTracePattern"),
        settings.flag("bom", false),
        controlCharacters,
        new NewlineEscape(settings, warnings).read(protocol, framing, controlCharacters),
        maxMessageBytes(protocol, format));
  }

  private void warnOfWhatHasNoPlace() {
    List<String> set = ONLY_IN_RFC5424.stream().filter(settings::has).toList();
    if (!set.isEmpty()) {
      warnings.add(
          String.join(", ", set)
              + " set with format rfc3164, which has no place for it; expected rfc5424: it is left out");
    }
  }

  private int maxMessageBytes(Protocol protocol, MessageFormat format) {
    boolean datagrams = protocol == Protocol.UDP;
    String ofProtocol = datagrams ? "8 KB" : "64 KB";
    return (int)
        settings.bytes(
            "maxMessageSize",
            format == MessageFormat.RFC3164 ? "1 KB" : ofProtocol,
            MIN_MESSAGE_BYTES,
            datagrams ? MAX_DATAGRAM_BYTES : MAX_MESSAGE_BYTES);
  }

  private String enterpriseNumber() {
    String number = settings.text("enterpriseNumber", DEFAULT_NUMBER);
    int longest = SdName.MAX_CHARS - LOG_ID.length() - 1;
    if (number.length() > longest || !ENTERPRISE_NUMBER.matcher(number).matches()) {
      settings.wrong(
          "enterpriseNumber",
          number,
          "a number such as 32473, or one with parts such as 32473.1.2, of at most "
              + longest
              + " characters");
      return DEFAULT_NUMBER;
    }
    return number;
  }

  /** Some receivers want a token as an SD-ID; cut it would be another one. */
  private void refuseLongSdIds(String enterpriseNumber) {
    for (String id : sdIds) {
      String whole = SdName.wholeId(id, enterpriseNumber);
      if (whole.length() > SdName.MAX_CHARS) {
        settings.fault(
            "the id of structured data \""
                + whole
                + "\" has "
                + whole.length()
                + " characters; expected at most "
                + SdName.MAX_CHARS
                + " (RFC 5424), or longSdIds=true, which sends it whole");
      }
    }
  }

  private String mdcElementId(String enterpriseNumber, boolean longSdIds) {
    String id = settings.text("mdcId", "mdc");
    String number = "@" + enterpriseNumber;
    int longest = SdName.MAX_CHARS - number.length();
    if (id.equals(LOG_ID)) {
      settings.wrong("mdcId", id, "another name; this one is taken by logger and thread");
    } else if (id.indexOf('@') >= 0) {
      settings.wrong("mdcId", id, "a name without @; " + number + " is put behind it");
    } else if (id.length() > longest && !longSdIds) {
      settings.wrong(
          "mdcId",
          id,
          "at most "
              + longest
              + " characters, so that "
              + number
              + " fits behind, or longSdIds=true, which sends it whole");
    }
    return id + number;
  }

  private StackTrace stackTrace(MessageFormat format) {
    StackTrace stackTrace = settings.oneOf("stackTrace", StackTrace.MESSAGE);
    if (stackTrace == StackTrace.STRUCTURED_DATA && format == MessageFormat.RFC3164) {
      warnings.add(
          "stackTrace is structuredData with format rfc3164, which has no structured data;"
              + " expected message, lines or none: stack traces are left out");
    }
    if (stackTrace == StackTrace.NONE && settings.text("stackTracePattern").isPresent()) {
      warnings.add(
          "stackTracePattern is set with stackTrace none;"
              + " expected message, lines or structuredData: stack traces are left out");
    }
    return stackTrace;
  }

  private BufferSettings buffer(int maxMessageBytes) {
    long bytes = bufferBytes("bufferSize", "8 MB", maxMessageBytes);
    long spoolBytes = bufferBytes("spoolSize", "64 MB", maxMessageBytes);
    Optional<Path> file = settings.path("spoolFile");
    if (file.isEmpty() && settings.has("spoolSize")) {
      warnings.add("spoolSize is set without spoolFile; expected both: nothing is spooled");
    }
    return new BufferSettings(
        bytes,
        file.isEmpty() ? Optional.empty() : Optional.of(new SpoolSettings(file.get(), spoolBytes)),
        settings.oneOf("overflow", Overflow.DISCARD),
        settings.oneOf("discardBelow", "WARN", Severity.byName()),
        settings.positiveDuration("blockTimeout", "1 min"));
  }

  private long bufferBytes(String name, String otherwise, int maxMessageBytes) {
    int faultsBefore = settings.faults().size();
    long bytes = settings.bytes(name, otherwise, 64 * KB, 1024 * MB);
    if (settings.faults().size() == faultsBefore
        && bytes < (long) MESSAGES_PER_BUFFER * maxMessageBytes) {
      settings.fault(
          name
              + " is "
              + bytes
              + " bytes and maxMessageSize "
              + maxMessageBytes
              + "; expected room for at least "
              + MESSAGES_PER_BUFFER
              + " messages");
    }
    return bytes;
  }
}
