package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * The elements about servers and connections, as they are written. {@code docs/configuration.md}
 * explains them, and the core refuses what is wrong with them. Public for Logback, which calls a
 * setter for each element.
 */
public abstract class ConnectionElements extends EventsOnlyAppender<ILoggingEvent> {
  final WrittenTexts settings = new WrittenTexts("");

  ConnectionElements() {}

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

  public void setConnectTimeout(String text) {
    settings.put("connectTimeout", text);
  }

  public void setWriteTimeout(String text) {
    settings.put("writeTimeout", text);
  }

  public void setCloseTimeout(String text) {
    settings.put("closeTimeout", text);
  }

  public void setLivenessProbeInterval(String text) {
    settings.put("livenessProbeInterval", text);
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

  public void setResendWindow(String text) {
    settings.put("resendWindow", text);
  }

  public void setSendBufferSize(String text) {
    settings.put("sendBufferSize", text);
  }

  public void setRelpWindow(String text) {
    settings.put("relpWindow", text);
  }

  public void setRelpTimeout(String text) {
    settings.put("relpTimeout", text);
  }

  public void setProbePort(String text) {
    settings.put("probePort", text);
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

  public void setTlsKeyPassword(String text) {
    settings.put("tlsKeyPassword", text);
  }

  public void setTlsVerifyHostName(String text) {
    settings.put("tlsVerifyHostName", text);
  }

  public void setTlsFingerprints(String text) {
    settings.add("tlsFingerprints", text);
  }

  public void setTlsReceipts(String text) {
    settings.put("tlsReceipts", text);
  }
}
