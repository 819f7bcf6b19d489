package io.github.failoversyslog.log4j2;

import java.util.List;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.net.Facility;
import org.jspecify.annotations.Nullable;

/** The attributes about messages, like {@link ConnectionAttributes}. */
abstract class MessageAttributes extends ConnectionAttributes {
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
  @PluginBuilderAttribute @Nullable String traceContext;
  @PluginBuilderAttribute @Nullable String includeLogger;
  @PluginBuilderAttribute @Nullable String includeThread;
  @PluginBuilderAttribute @Nullable String includeMarker;
  @PluginBuilderAttribute @Nullable String includeOrigin;
  @PluginBuilderAttribute @Nullable String includeTimeQuality;
  @PluginBuilderAttribute @Nullable String stackTrace;
  @PluginBuilderAttribute @Nullable String stackTracePattern;
  @PluginBuilderAttribute @Nullable String sequenceId;
  @PluginBuilderAttribute @Nullable String bom;
  @PluginBuilderAttribute @Nullable String controlCharacters;
  @PluginBuilderAttribute @Nullable String newlineEscape;
  @PluginBuilderAttribute @Nullable String maxMessageSize;

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

  public FailoverSyslogAppender.Builder setFacility(Facility facility) {
    return setFacility(facility.name());
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

  public FailoverSyslogAppender.Builder setMarkerAsMessageId(boolean markerAsMessageId) {
    return setMarkerAsMessageId(Boolean.toString(markerAsMessageId));
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

  public FailoverSyslogAppender.Builder setLongSdIds(boolean longSdIds) {
    return setLongSdIds(Boolean.toString(longSdIds));
  }

  public FailoverSyslogAppender.Builder setMdcIncludes(String mdcIncludes) {
    this.mdcIncludes = mdcIncludes;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMdcIncludes(List<String> mdcIncludes) {
    return setMdcIncludes(String.join(",", mdcIncludes));
  }

  public FailoverSyslogAppender.Builder setMdcExcludes(String mdcExcludes) {
    this.mdcExcludes = mdcExcludes;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMdcExcludes(List<String> mdcExcludes) {
    return setMdcExcludes(String.join(",", mdcExcludes));
  }

  public FailoverSyslogAppender.Builder setTraceContext(String traceContext) {
    this.traceContext = traceContext;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTraceContext(boolean traceContext) {
    return setTraceContext(Boolean.toString(traceContext));
  }

  public FailoverSyslogAppender.Builder setIncludeLogger(String includeLogger) {
    this.includeLogger = includeLogger;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeLogger(boolean includeLogger) {
    return setIncludeLogger(Boolean.toString(includeLogger));
  }

  public FailoverSyslogAppender.Builder setIncludeThread(String includeThread) {
    this.includeThread = includeThread;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeThread(boolean includeThread) {
    return setIncludeThread(Boolean.toString(includeThread));
  }

  public FailoverSyslogAppender.Builder setIncludeMarker(String includeMarker) {
    this.includeMarker = includeMarker;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeMarker(boolean includeMarker) {
    return setIncludeMarker(Boolean.toString(includeMarker));
  }

  public FailoverSyslogAppender.Builder setIncludeOrigin(String includeOrigin) {
    this.includeOrigin = includeOrigin;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeOrigin(boolean includeOrigin) {
    return setIncludeOrigin(Boolean.toString(includeOrigin));
  }

  public FailoverSyslogAppender.Builder setIncludeTimeQuality(String includeTimeQuality) {
    this.includeTimeQuality = includeTimeQuality;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setIncludeTimeQuality(boolean includeTimeQuality) {
    return setIncludeTimeQuality(Boolean.toString(includeTimeQuality));
  }

  public FailoverSyslogAppender.Builder setStackTrace(String stackTrace) {
    this.stackTrace = stackTrace;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setStackTracePattern(String stackTracePattern) {
    this.stackTracePattern = stackTracePattern;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSequenceId(String sequenceId) {
    this.sequenceId = sequenceId;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSequenceId(boolean sequenceId) {
    return setSequenceId(Boolean.toString(sequenceId));
  }

  public FailoverSyslogAppender.Builder setBom(String bom) {
    this.bom = bom;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setBom(boolean bom) {
    return setBom(Boolean.toString(bom));
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

  public FailoverSyslogAppender.Builder setMaxMessageSize(long bytes) {
    return setMaxMessageSize(Long.toString(bytes));
  }
}
