package io.github.failoversyslog.log4j2;

import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of {@code <FailoverSyslog>} as they are written; {@code docs/configuration.md}
 * says what they mean, and the core what is wrong with them. A field has the name of its setting.
 */
abstract class SettingsBuilder extends AbstractAppender.Builder<FailoverSyslogAppender.Builder> {
  @PluginBuilderAttribute @Nullable String host;
  @PluginBuilderAttribute @Nullable String port;
  @PluginBuilderAttribute @Nullable String protocol;
  @PluginBuilderAttribute @Nullable String failoverServers;
  @PluginBuilderAttribute @Nullable String failoverOrder;
  @PluginBuilderAttribute @Nullable String probePort;
  @PluginBuilderAttribute @Nullable String livenessProbeInterval;
  @PluginBuilderAttribute @Nullable String connectTimeout;
  @PluginBuilderAttribute @Nullable String writeTimeout;
  @PluginBuilderAttribute @Nullable String closeTimeout;
  @PluginBuilderAttribute @Nullable String stableAfter;
  @PluginBuilderAttribute @Nullable String reconnectDelay;
  @PluginBuilderAttribute @Nullable String maxReconnectDelay;
  @PluginBuilderAttribute @Nullable String sendBufferSize;
  @PluginBuilderAttribute @Nullable String format;
  @PluginBuilderAttribute @Nullable String framing;
  @PluginBuilderAttribute @Nullable String facility;
  @PluginBuilderAttribute @Nullable String hostName;
  @PluginBuilderAttribute @Nullable String appName;
  @PluginBuilderAttribute @Nullable String processId;
  @PluginBuilderAttribute @Nullable String messageId;
  @PluginBuilderAttribute @Nullable String markerAsMessageId;
  @PluginBuilderAttribute @Nullable String enterpriseNumber;
  @PluginBuilderAttribute @Nullable String mdcId;
  @PluginBuilderAttribute @Nullable String longSdIds;
  @PluginBuilderAttribute @Nullable String mdcIncludes;
  @PluginBuilderAttribute @Nullable String mdcExcludes;
  @PluginBuilderAttribute @Nullable String includeLogger;
  @PluginBuilderAttribute @Nullable String includeThread;
  @PluginBuilderAttribute @Nullable String includeMarker;
  @PluginBuilderAttribute @Nullable String includeOrigin;
  @PluginBuilderAttribute @Nullable String includeTimeQuality;
  @PluginBuilderAttribute @Nullable String sequenceId;
  @PluginBuilderAttribute @Nullable String stackTrace;
  @PluginBuilderAttribute @Nullable String stackTracePattern;
  @PluginBuilderAttribute @Nullable String bom;
  @PluginBuilderAttribute @Nullable String controlCharacters;
  @PluginBuilderAttribute @Nullable String newlineEscape;
  @PluginBuilderAttribute @Nullable String maxMessageSize;
  @PluginBuilderAttribute @Nullable String bufferSize;
  @PluginBuilderAttribute @Nullable String overflow;
  @PluginBuilderAttribute @Nullable String discardBelow;
  @PluginBuilderAttribute @Nullable String blockTimeout;
  @PluginBuilderAttribute @Nullable String resendWindow;
  @PluginBuilderAttribute @Nullable String spoolFile;
  @PluginBuilderAttribute @Nullable String spoolSize;
  @PluginBuilderAttribute @Nullable String tlsCaFile;
  @PluginBuilderAttribute @Nullable String tlsCertFile;
  @PluginBuilderAttribute @Nullable String tlsKeyFile;
  @PluginBuilderAttribute @Nullable String tlsVerifyHostName;
  @PluginBuilderAttribute @Nullable String tlsReceipts;
  @PluginBuilderAttribute @Nullable String relpWindow;
  @PluginBuilderAttribute @Nullable String relpTimeout;
  @PluginBuilderAttribute @Nullable String shutdownTimeout;

  @PluginElement("Failback")
  private @Nullable FailbackElement failback;

  @PluginElement("StructuredData")
  private StructuredDataElement @Nullable [] structuredData;

  @PluginNode private @Nullable Node node;

  /** All settings by name, those that do not exist included, for the core to refuse them. */
  final Map<String, String> settings() {
    Map<String, String> settings = ElementText.settingsOf(this, SettingsBuilder.class, "");
    settings.putAll(ElementText.unknownIn(node, ""));
    if (failback != null) {
      settings.putAll(failback.settings());
    }
    structuredData().forEach(element -> settings.putAll(element.unknown()));
    return settings;
  }

  final List<StructuredDataElement> structuredData() {
    return structuredData == null ? List.of() : List.of(structuredData);
  }

  /** Structured data that every message has. */
  public FailoverSyslogAppender.Builder setStructuredData(StructuredDataElement... elements) {
    this.structuredData = elements.clone();
    return asBuilder();
  }

  /** Without it the servers take turns, and nothing goes back to the first by itself. */
  public FailoverSyslogAppender.Builder setFailback(FailbackElement failback) {
    this.failback = failback;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setHost(String host) {
    this.host = host;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setPort(String port) {
    this.port = port;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setProtocol(String protocol) {
    this.protocol = protocol;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setFailoverServers(String failoverServers) {
    this.failoverServers = failoverServers;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setFailoverOrder(String failoverOrder) {
    this.failoverOrder = failoverOrder;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setProbePort(String probePort) {
    this.probePort = probePort;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setLivenessProbeInterval(String livenessProbeInterval) {
    this.livenessProbeInterval = livenessProbeInterval;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setConnectTimeout(String connectTimeout) {
    this.connectTimeout = connectTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setWriteTimeout(String writeTimeout) {
    this.writeTimeout = writeTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setCloseTimeout(String closeTimeout) {
    this.closeTimeout = closeTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setStableAfter(String stableAfter) {
    this.stableAfter = stableAfter;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setReconnectDelay(String reconnectDelay) {
    this.reconnectDelay = reconnectDelay;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMaxReconnectDelay(String maxReconnectDelay) {
    this.maxReconnectDelay = maxReconnectDelay;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSendBufferSize(String sendBufferSize) {
    this.sendBufferSize = sendBufferSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setFormat(String format) {
    this.format = format;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setFraming(String framing) {
    this.framing = framing;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setFacility(String facility) {
    this.facility = facility;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setHostName(String hostName) {
    this.hostName = hostName;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setAppName(String appName) {
    this.appName = appName;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setProcessId(String processId) {
    this.processId = processId;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMessageId(String messageId) {
    this.messageId = messageId;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMarkerAsMessageId(String markerAsMessageId) {
    this.markerAsMessageId = markerAsMessageId;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setEnterpriseNumber(String enterpriseNumber) {
    this.enterpriseNumber = enterpriseNumber;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMdcId(String mdcId) {
    this.mdcId = mdcId;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setLongSdIds(String longSdIds) {
    this.longSdIds = longSdIds;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMdcIncludes(String mdcIncludes) {
    this.mdcIncludes = mdcIncludes;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMdcExcludes(String mdcExcludes) {
    this.mdcExcludes = mdcExcludes;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeLogger(String includeLogger) {
    this.includeLogger = includeLogger;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeThread(String includeThread) {
    this.includeThread = includeThread;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeMarker(String includeMarker) {
    this.includeMarker = includeMarker;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeOrigin(String includeOrigin) {
    this.includeOrigin = includeOrigin;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeTimeQuality(String includeTimeQuality) {
    this.includeTimeQuality = includeTimeQuality;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSequenceId(String sequenceId) {
    this.sequenceId = sequenceId;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setStackTrace(String stackTrace) {
    this.stackTrace = stackTrace;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setStackTracePattern(String stackTracePattern) {
    this.stackTracePattern = stackTracePattern;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setBom(String bom) {
    this.bom = bom;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setControlCharacters(String controlCharacters) {
    this.controlCharacters = controlCharacters;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setNewlineEscape(String newlineEscape) {
    this.newlineEscape = newlineEscape;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMaxMessageSize(String maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setBufferSize(String bufferSize) {
    this.bufferSize = bufferSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setOverflow(String overflow) {
    this.overflow = overflow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setDiscardBelow(String discardBelow) {
    this.discardBelow = discardBelow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setBlockTimeout(String blockTimeout) {
    this.blockTimeout = blockTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setResendWindow(String resendWindow) {
    this.resendWindow = resendWindow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSpoolFile(String spoolFile) {
    this.spoolFile = spoolFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSpoolSize(String spoolSize) {
    this.spoolSize = spoolSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsCaFile(String tlsCaFile) {
    this.tlsCaFile = tlsCaFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsCertFile(String tlsCertFile) {
    this.tlsCertFile = tlsCertFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsKeyFile(String tlsKeyFile) {
    this.tlsKeyFile = tlsKeyFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsVerifyHostName(String tlsVerifyHostName) {
    this.tlsVerifyHostName = tlsVerifyHostName;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsReceipts(String tlsReceipts) {
    this.tlsReceipts = tlsReceipts;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setRelpWindow(String relpWindow) {
    this.relpWindow = relpWindow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setRelpTimeout(String relpTimeout) {
    this.relpTimeout = relpTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setShutdownTimeout(String shutdownTimeout) {
    this.shutdownTimeout = shutdownTimeout;
    return asBuilder();
  }
}
