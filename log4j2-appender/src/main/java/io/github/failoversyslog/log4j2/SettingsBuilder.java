package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.status.SenderListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.jspecify.annotations.Nullable;

/** All settings: the attributes, those about the buffer among them, and the elements. */
abstract class SettingsBuilder extends MessageAttributes {
  @PluginBuilderAttribute @Nullable String bufferSize;
  @PluginBuilderAttribute @Nullable String spoolFile;
  @PluginBuilderAttribute @Nullable String spoolSize;
  @PluginBuilderAttribute @Nullable String overflow;
  @PluginBuilderAttribute @Nullable String discardBelow;
  @PluginBuilderAttribute @Nullable String blockTimeout;
  @PluginBuilderAttribute @Nullable String shutdownTimeout;
  @PluginBuilderAttribute @Nullable String registerMBean;
  @PluginBuilderAttribute @Nullable String reportChanges;
  @PluginBuilderAttribute @Nullable String heartbeatInterval;

  @PluginElement("Failback")
  private @Nullable FailbackElement failback;

  @PluginElement("StructuredData")
  private StructuredDataElement @Nullable [] structuredData;

  @PluginElement("Listener")
  private SenderListener @Nullable [] listeners;

  @PluginElement("AppenderRef")
  private AppenderRef @Nullable [] appenderRefs;

  @PluginNode private @Nullable Node node;

  /** All settings by name, those that do not exist included, for the core to refuse them. */
  final Map<String, String> settings() {
    Map<String, String> settings = ElementText.settingsOf(this, SettingsBuilder.class, "");
    settings.putAll(ElementText.unknownIn(node, ""));
    if (failback != null) {
      settings.putAll(failback.settings());
    }
    structuredData().forEach(element -> settings.putAll(element.unknown()));
    ListenerElement.addUnknown(elements(listeners), settings);
    return settings;
  }

  final List<StructuredDataElement> structuredData() {
    return structuredData == null ? List.of() : List.of(structuredData);
  }

  /** What is wrong with the elements that refer to what others have made. */
  final List<String> referenceFaults() {
    List<String> faults = new ArrayList<>(ListenerElement.faults(elements(listeners)));
    if (appenderRefs != null && appenderRefs.length > 1) {
      faults.add(AppenderFaults.severalReferences(ReferencedAppender.ELEMENT));
    }
    return faults;
  }

  private static SenderListener[] elements(SenderListener @Nullable [] listeners) {
    return listeners == null ? new SenderListener[0] : listeners;
  }

  final List<SenderListener> listeners() {
    return ListenerElement.listeners(elements(listeners));
  }

  /** Null if what the buffer refuses is discarded. */
  final @Nullable AppenderRef appenderRef() {
    return appenderRefs == null || appenderRefs.length == 0 ? null : appenderRefs[0];
  }

  /** Are told what the appender does, on a thread of their own. */
  public FailoverSyslogAppender.Builder setListeners(SenderListener... listeners) {
    this.listeners = listeners.clone();
    return asBuilder();
  }

  /** Refers to the appender that is given the events that the buffer refuses. */
  public FailoverSyslogAppender.Builder setAppenderRef(AppenderRef appenderRef) {
    this.appenderRefs = new AppenderRef[] {appenderRef};
    return asBuilder();
  }

  /** Structured data that every message has. */
  public FailoverSyslogAppender.Builder setStructuredData(StructuredDataElement... elements) {
    this.structuredData = elements.clone();
    return asBuilder();
  }

  /** Without it the servers are used round-robin, and a working server is never left. */
  public FailoverSyslogAppender.Builder setFailback(FailbackElement failback) {
    this.failback = failback;
    return asBuilder();
  }

  /** Like {@link #setFailback(FailbackElement)}. */
  public FailoverSyslogAppender.Builder setFailback(
      Duration tcpProbeInterval, int successfulProbesRequired) {
    return setFailback(
        FailbackElement.newBuilder()
            .setTcpProbeInterval(tcpProbeInterval)
            .setSuccessfulProbesRequired(successfulProbesRequired)
            .build());
  }

  public FailoverSyslogAppender.Builder setBufferSize(String bufferSize) {
    this.bufferSize = bufferSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setBufferSize(long bytes) {
    return setBufferSize(Long.toString(bytes));
  }

  public FailoverSyslogAppender.Builder setSpoolFile(String spoolFile) {
    this.spoolFile = spoolFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSpoolFile(Path spoolFile) {
    return setSpoolFile(spoolFile.toString());
  }

  public FailoverSyslogAppender.Builder setSpoolSize(String spoolSize) {
    this.spoolSize = spoolSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSpoolSize(long bytes) {
    return setSpoolSize(Long.toString(bytes));
  }

  public FailoverSyslogAppender.Builder setOverflow(String overflow) {
    this.overflow = overflow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setDiscardBelow(String discardBelow) {
    this.discardBelow = discardBelow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setDiscardBelow(Level discardBelow) {
    return setDiscardBelow(discardBelow.name());
  }

  public FailoverSyslogAppender.Builder setBlockTimeout(String blockTimeout) {
    this.blockTimeout = blockTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setBlockTimeout(Duration blockTimeout) {
    return setBlockTimeout(blockTimeout.toString());
  }

  public FailoverSyslogAppender.Builder setShutdownTimeout(String shutdownTimeout) {
    this.shutdownTimeout = shutdownTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setShutdownTimeout(Duration shutdownTimeout) {
    return setShutdownTimeout(shutdownTimeout.toString());
  }

  public FailoverSyslogAppender.Builder setRegisterMBean(String registerMBean) {
    this.registerMBean = registerMBean;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setRegisterMBean(boolean registerMBean) {
    return setRegisterMBean(Boolean.toString(registerMBean));
  }

  public FailoverSyslogAppender.Builder setReportChanges(String reportChanges) {
    this.reportChanges = reportChanges;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setReportChanges(boolean reportChanges) {
    return setReportChanges(Boolean.toString(reportChanges));
  }

  public FailoverSyslogAppender.Builder setHeartbeatInterval(String heartbeatInterval) {
    this.heartbeatInterval = heartbeatInterval;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setHeartbeatInterval(Duration heartbeatInterval) {
    return setHeartbeatInterval(heartbeatInterval.toString());
  }
}
