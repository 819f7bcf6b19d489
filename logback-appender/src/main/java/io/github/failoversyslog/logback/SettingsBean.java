package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import io.github.failoversyslog.config.TlsSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The elements in the appender as they are written; {@code docs/configuration.md} says what they
 * mean, and the core what is wrong with them. Public for Logback, which calls a setter for each
 * element.
 */
public abstract class SettingsBean extends EventsOnlyAppender<ILoggingEvent> {
  final WrittenTexts settings = new WrittenTexts("");
  private final UnknownElements unknownElements = new UnknownElements(getClass());
  private final List<StructuredDataElement> structuredData = new ArrayList<>();

  private @Nullable FailbackElement failback;
  private @Nullable SSLConfiguration ssl;

  SettingsBean() {}

  /** All settings by name, those that do not exist included, for the core to refuse them. */
  final Map<String, String> settings() {
    Map<String, String> all = new HashMap<>(settings.texts());
    if (failback != null) {
      all.putAll(failback.settings());
    }
    for (String name : unknownElements.in(getStatusManager())) {
      all.put(name, "");
    }
    return all;
  }

  /** What is wrong with the elements themselves, whatever their texts mean. */
  List<String> faults() {
    List<String> faults = new ArrayList<>(settings.faults());
    if (failback != null) {
      faults.addAll(failback.faults());
    }
    if (ssl != null) {
      faults.addAll(new SslElement(ssl, getContext()).faults());
    }
    return faults;
  }

  /** Called before the elements in the appender are read. */
  @Override
  public void setContext(@Nullable Context context) {
    super.setContext(context);
    unknownElements.beginAfter(getStatusManager());
  }

  /** Without it the servers take turns, and nothing goes back to the first by itself. */
  public void setFailback(FailbackElement failback) {
    settings.isThere("failback");
    this.failback = failback;
  }

  /** Turns TLS on for RELP; {@code protocol} tls has it anyway. */
  public void setSsl(SSLConfiguration ssl) {
    settings.isThere("ssl");
    this.ssl = ssl;
  }

  /** Structured data that every message has. */
  public void addStructuredData(StructuredDataElement element) {
    structuredData.add(element);
  }

  final List<StructuredDataElement> structuredData() {
    return structuredData;
  }

  /** What {@code <ssl>} says, if it is there. */
  final Optional<TlsSettings> tls() {
    return ssl == null
        ? Optional.empty()
        : Optional.of(new SslElement(ssl, getContext()).settings());
  }

  public void setHost(String text) {
    settings.put("host", text);
  }

  public void setPort(String text) {
    settings.put("port", text);
  }

  public void setProtocol(String text) {
    settings.put("protocol", text);
  }

  public void setFailoverServers(String text) {
    settings.add("failoverServers", text);
  }

  public void setFailoverOrder(String text) {
    settings.put("failoverOrder", text);
  }

  public void setProbePort(String text) {
    settings.put("probePort", text);
  }

  public void setLivenessProbeInterval(String text) {
    settings.put("livenessProbeInterval", text);
  }

  public void setConnectTimeout(String text) {
    settings.put("connectTimeout", text);
  }

  public void setWriteTimeout(String text) {
    settings.put("writeTimeout", text);
  }

  public void setCloseTimeout(String text) {
    settings.put("closeTimeout", text);
  }

  public void setStableAfter(String text) {
    settings.put("stableAfter", text);
  }

  public void setReconnectDelay(String text) {
    settings.put("reconnectDelay", text);
  }

  public void setMaxReconnectDelay(String text) {
    settings.put("maxReconnectDelay", text);
  }

  public void setSendBufferSize(String text) {
    settings.put("sendBufferSize", text);
  }

  public void setFormat(String text) {
    settings.put("format", text);
  }

  public void setFraming(String text) {
    settings.put("framing", text);
  }

  public void setFacility(String text) {
    settings.put("facility", text);
  }

  public void setHostName(String text) {
    settings.put("hostName", text);
  }

  public void setAppName(String text) {
    settings.put("appName", text);
  }

  public void setProcessId(String text) {
    settings.put("processId", text);
  }

  public void setMessageId(String text) {
    settings.put("messageId", text);
  }

  public void setMarkerAsMessageId(String text) {
    settings.put("markerAsMessageId", text);
  }

  public void setEnterpriseNumber(String text) {
    settings.put("enterpriseNumber", text);
  }

  public void setMdcId(String text) {
    settings.put("mdcId", text);
  }

  public void setLongSdIds(String text) {
    settings.put("longSdIds", text);
  }

  public void setMdcIncludes(String text) {
    settings.add("mdcIncludes", text);
  }

  public void setMdcExcludes(String text) {
    settings.add("mdcExcludes", text);
  }

  public void setIncludeLogger(String text) {
    settings.put("includeLogger", text);
  }

  public void setIncludeThread(String text) {
    settings.put("includeThread", text);
  }

  public void setIncludeMarker(String text) {
    settings.put("includeMarker", text);
  }

  public void setIncludeOrigin(String text) {
    settings.put("includeOrigin", text);
  }

  public void setIncludeTimeQuality(String text) {
    settings.put("includeTimeQuality", text);
  }

  public void setSequenceId(String text) {
    settings.put("sequenceId", text);
  }

  public void setStackTrace(String text) {
    settings.put("stackTrace", text);
  }

  public void setStackTracePattern(String text) {
    settings.put("stackTracePattern", text);
  }

  public void setBom(String text) {
    settings.put("bom", text);
  }

  public void setControlCharacters(String text) {
    settings.put("controlCharacters", text);
  }

  public void setNewlineEscape(String text) {
    settings.put("newlineEscape", text);
  }

  public void setMaxMessageSize(String text) {
    settings.put("maxMessageSize", text);
  }

  public void setBufferSize(String text) {
    settings.put("bufferSize", text);
  }

  public void setOverflow(String text) {
    settings.put("overflow", text);
  }

  public void setDiscardBelow(String text) {
    settings.put("discardBelow", text);
  }

  public void setBlockTimeout(String text) {
    settings.put("blockTimeout", text);
  }

  public void setResendWindow(String text) {
    settings.put("resendWindow", text);
  }

  public void setSpoolFile(String text) {
    settings.put("spoolFile", text);
  }

  public void setSpoolSize(String text) {
    settings.put("spoolSize", text);
  }

  public void setTlsCaFile(String text) {
    settings.put("tlsCaFile", text);
  }

  public void setTlsCertFile(String text) {
    settings.put("tlsCertFile", text);
  }

  public void setTlsKeyFile(String text) {
    settings.put("tlsKeyFile", text);
  }

  public void setTlsVerifyHostName(String text) {
    settings.put("tlsVerifyHostName", text);
  }

  public void setTlsReceipts(String text) {
    settings.put("tlsReceipts", text);
  }

  public void setRelpWindow(String text) {
    settings.put("relpWindow", text);
  }

  public void setRelpTimeout(String text) {
    settings.put("relpTimeout", text);
  }

  public void setShutdownTimeout(String text) {
    settings.put("shutdownTimeout", text);
  }
}
