package io.github.failoversyslog.log4j2;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The attributes about servers and connections. {@code docs/configuration.md} explains them, and
 * the core refuses what is wrong with them. A field has the name of its setting, and the text that
 * is written.
 */
abstract class ConnectionAttributes
    extends AbstractAppender.Builder<FailoverSyslogAppender.Builder> {
  @PluginBuilderAttribute @Nullable String host;
  @PluginBuilderAttribute @Nullable String port;
  @PluginBuilderAttribute @Nullable String protocol;
  @PluginBuilderAttribute @Nullable String failoverServers;
  @PluginBuilderAttribute @Nullable String failoverOrder;
  @PluginBuilderAttribute @Nullable String connectTimeout;
  @PluginBuilderAttribute @Nullable String writeTimeout;
  @PluginBuilderAttribute @Nullable String closeTimeout;
  @PluginBuilderAttribute @Nullable String livenessProbeInterval;
  @PluginBuilderAttribute @Nullable String stableAfter;
  @PluginBuilderAttribute @Nullable String reconnectDelay;
  @PluginBuilderAttribute @Nullable String maxReconnectDelay;
  @PluginBuilderAttribute @Nullable String resendWindow;
  @PluginBuilderAttribute @Nullable String sendBufferSize;
  @PluginBuilderAttribute @Nullable String relpWindow;
  @PluginBuilderAttribute @Nullable String relpTimeout;
  @PluginBuilderAttribute @Nullable String probePort;
  @PluginBuilderAttribute @Nullable String tlsCaFile;
  @PluginBuilderAttribute @Nullable String tlsCertFile;
  @PluginBuilderAttribute @Nullable String tlsKeyFile;

  @PluginBuilderAttribute(sensitive = true) // Log4j does not show it
  @Nullable String tlsKeyPassword;

  @PluginBuilderAttribute @Nullable String tlsVerifyHostName;
  @PluginBuilderAttribute @Nullable String tlsFingerprints;
  @PluginBuilderAttribute @Nullable String tlsReceipts;

  public FailoverSyslogAppender.Builder setHost(String host) {
    this.host = host;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setPort(String port) {
    this.port = port;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setPort(int port) {
    return setPort(Integer.toString(port));
  }

  public FailoverSyslogAppender.Builder setProtocol(String protocol) {
    this.protocol = protocol;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setProtocol(Protocol protocol) {
    return setProtocol(protocol.name());
  }

  public FailoverSyslogAppender.Builder setFailoverServers(String failoverServers) {
    this.failoverServers = failoverServers;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setFailoverServers(List<String> failoverServers) {
    return setFailoverServers(String.join(",", failoverServers));
  }

  public FailoverSyslogAppender.Builder setFailoverOrder(String failoverOrder) {
    this.failoverOrder = failoverOrder;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setConnectTimeout(String connectTimeout) {
    this.connectTimeout = connectTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setConnectTimeout(Duration connectTimeout) {
    return setConnectTimeout(connectTimeout.toString());
  }

  public FailoverSyslogAppender.Builder setWriteTimeout(String writeTimeout) {
    this.writeTimeout = writeTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setWriteTimeout(Duration writeTimeout) {
    return setWriteTimeout(writeTimeout.toString());
  }

  public FailoverSyslogAppender.Builder setCloseTimeout(String closeTimeout) {
    this.closeTimeout = closeTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setCloseTimeout(Duration closeTimeout) {
    return setCloseTimeout(closeTimeout.toString());
  }

  public FailoverSyslogAppender.Builder setLivenessProbeInterval(String livenessProbeInterval) {
    this.livenessProbeInterval = livenessProbeInterval;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setLivenessProbeInterval(Duration livenessProbeInterval) {
    return setLivenessProbeInterval(livenessProbeInterval.toString());
  }

  public FailoverSyslogAppender.Builder setStableAfter(String stableAfter) {
    this.stableAfter = stableAfter;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setStableAfter(Duration stableAfter) {
    return setStableAfter(stableAfter.toString());
  }

  public FailoverSyslogAppender.Builder setReconnectDelay(String reconnectDelay) {
    this.reconnectDelay = reconnectDelay;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setReconnectDelay(Duration reconnectDelay) {
    return setReconnectDelay(reconnectDelay.toString());
  }

  public FailoverSyslogAppender.Builder setMaxReconnectDelay(String maxReconnectDelay) {
    this.maxReconnectDelay = maxReconnectDelay;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setMaxReconnectDelay(Duration maxReconnectDelay) {
    return setMaxReconnectDelay(maxReconnectDelay.toString());
  }

  public FailoverSyslogAppender.Builder setResendWindow(String resendWindow) {
    this.resendWindow = resendWindow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setResendWindow(Duration resendWindow) {
    return setResendWindow(resendWindow.toString());
  }

  public FailoverSyslogAppender.Builder setSendBufferSize(String sendBufferSize) {
    this.sendBufferSize = sendBufferSize;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setSendBufferSize(long bytes) {
    return setSendBufferSize(Long.toString(bytes));
  }

  public FailoverSyslogAppender.Builder setRelpWindow(String relpWindow) {
    this.relpWindow = relpWindow;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setRelpWindow(int relpWindow) {
    return setRelpWindow(Integer.toString(relpWindow));
  }

  public FailoverSyslogAppender.Builder setRelpTimeout(String relpTimeout) {
    this.relpTimeout = relpTimeout;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setRelpTimeout(Duration relpTimeout) {
    return setRelpTimeout(relpTimeout.toString());
  }

  public FailoverSyslogAppender.Builder setProbePort(String probePort) {
    this.probePort = probePort;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setProbePort(int probePort) {
    return setProbePort(Integer.toString(probePort));
  }

  public FailoverSyslogAppender.Builder setTlsCaFile(String tlsCaFile) {
    this.tlsCaFile = tlsCaFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsCaFile(Path tlsCaFile) {
    return setTlsCaFile(tlsCaFile.toString());
  }

  public FailoverSyslogAppender.Builder setTlsCertFile(String tlsCertFile) {
    this.tlsCertFile = tlsCertFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsCertFile(Path tlsCertFile) {
    return setTlsCertFile(tlsCertFile.toString());
  }

  public FailoverSyslogAppender.Builder setTlsKeyFile(String tlsKeyFile) {
    this.tlsKeyFile = tlsKeyFile;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsKeyFile(Path tlsKeyFile) {
    return setTlsKeyFile(tlsKeyFile.toString());
  }

  public FailoverSyslogAppender.Builder setTlsKeyPassword(String tlsKeyPassword) {
    this.tlsKeyPassword = tlsKeyPassword;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsVerifyHostName(String tlsVerifyHostName) {
    this.tlsVerifyHostName = tlsVerifyHostName;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsVerifyHostName(boolean tlsVerifyHostName) {
    return setTlsVerifyHostName(Boolean.toString(tlsVerifyHostName));
  }

  public FailoverSyslogAppender.Builder setTlsFingerprints(String tlsFingerprints) {
    this.tlsFingerprints = tlsFingerprints;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsFingerprints(List<String> tlsFingerprints) {
    return setTlsFingerprints(String.join(",", tlsFingerprints));
  }

  public FailoverSyslogAppender.Builder setTlsReceipts(String tlsReceipts) {
    this.tlsReceipts = tlsReceipts;
    return asBuilder();
  }

  public FailoverSyslogAppender.Builder setTlsReceipts(boolean tlsReceipts) {
    return setTlsReceipts(Boolean.toString(tlsReceipts));
  }
}
