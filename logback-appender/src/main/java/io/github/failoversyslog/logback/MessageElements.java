package io.github.failoversyslog.logback;

/** The elements about messages, like {@link ConnectionElements}. */
public abstract class MessageElements extends ConnectionElements {

  MessageElements() {}

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

  public void setTraceContext(String text) {
    settings.put("traceContext", text);
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

  public void setStackTrace(String text) {
    settings.put("stackTrace", text);
  }

  public void setStackTracePattern(String text) {
    settings.put("stackTracePattern", text);
  }

  public void setSequenceId(String text) {
    settings.put("sequenceId", text);
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
}
