package io.github.failoversyslog.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.SenderListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All settings: the elements, those about the buffer among them, as they are written. */
public abstract class SettingsBean extends MessageElements {
  private final UnknownElements unknownElements = new UnknownElements(getClass());
  private final List<StructuredDataElement> structuredData = new ArrayList<>();

  private final List<SenderListener> listeners = new ArrayList<>();

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

  /**
   * What is wrong with the elements themselves, whatever their texts mean. After {@link #settings}.
   */
  List<String> faults() {
    List<String> faults = new ArrayList<>(settings.faults());
    if (failback != null) {
      faults.addAll(failback.faults());
    }
    if (ssl != null) {
      faults.addAll(new SslElement(ssl, getContext()).faults());
    }
    faults.addAll(unknownElements.takeFaults());
    return faults;
  }

  /** Called before the elements in the appender are read. */
  @Override
  public void setContext(@Nullable Context context) {
    super.setContext(context);
    unknownElements.beginAfter(getStatusManager());
  }

  /** Without it the servers are used round-robin, and a working server is never left. */
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

  /** Is told what the appender does, on another thread. */
  public void addListener(SenderListener listener) {
    listeners.add(listener);
  }

  final List<SenderListener> listeners() {
    return listeners;
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

  public void setBufferSize(String text) {
    settings.put("bufferSize", text);
  }

  public void setSpoolFile(String text) {
    settings.put("spoolFile", text);
  }

  public void setSpoolSize(String text) {
    settings.put("spoolSize", text);
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

  public void setShutdownTimeout(String text) {
    settings.put("shutdownTimeout", text);
  }

  public void setRegisterMBean(String text) {
    settings.put("registerMBean", text);
  }

  public void setReportChanges(String text) {
    settings.put("reportChanges", text);
  }

  public void setHeartbeatInterval(String text) {
    settings.put("heartbeatInterval", text);
  }
}
