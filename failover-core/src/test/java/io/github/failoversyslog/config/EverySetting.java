package io.github.failoversyslog.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every setting that the core knows, with a value that is not its default. */
public final class EverySetting {
  private EverySetting() {}

  /** By name; those of the element for the failback begin with {@code failback.}. */
  public static Map<String, String> withValues() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("host", "primary-server.com");
    settings.put("port", "1514");
    settings.put("protocol", "RELP");
    settings.put("failoverServers", "failover-server1, failover-server2:1601");
    settings.put("failoverOrder", "Spread");
    settings.put("failback.tcpProbeInterval", "30 s");
    settings.put("failback.successfulProbesRequired", "5");
    settings.put("probePort", "1601");
    settings.put("livenessProbeInterval", "0");
    settings.put("connectTimeout", "11 s");
    settings.put("writeTimeout", "12 s");
    settings.put("closeTimeout", "13 s");
    settings.put("stableAfter", "14 s");
    settings.put("reconnectDelay", "2 s");
    settings.put("maxReconnectDelay", "2 min");
    settings.put("sendBufferSize", "128 KB");
    settings.put("format", "RFC3164");
    settings.put("framing", "newline");
    settings.put("facility", "local3");
    settings.put("hostName", "web1.example.net");
    settings.put("appName", "shop");
    settings.put("processId", "p1");
    settings.put("messageId", "m1");
    settings.put("markerAsMessageId", "true");
    settings.put("enterpriseNumber", "12345");
    settings.put("mdcId", "context");
    settings.put("longSdIds", "true");
    settings.put("mdcIncludes", "user, request*");
    settings.put("mdcExcludes", "requestBody");
    settings.put("traceContext", "true");
    settings.put("includeLogger", "true");
    settings.put("includeThread", "true");
    settings.put("includeMarker", "true");
    settings.put("includeOrigin", "true");
    settings.put("includeTimeQuality", "true");
    settings.put("stackTrace", "lines");
    settings.put("stackTracePattern", "%rEx{full}");
    settings.put("sequenceId", "true");
    settings.put("bom", "true");
    settings.put("controlCharacters", "Escape");
    settings.put("newlineEscape", "#012");
    settings.put("maxMessageSize", "32 KB");
    settings.put("bufferSize", "4 MB");
    settings.put("overflow", "block");
    settings.put("discardBelow", "ERROR");
    settings.put("blockTimeout", "3 s");
    settings.put("resendWindow", "20 s");
    settings.put("spoolFile", "spool/shop");
    settings.put("spoolSize", "16 MB");
    settings.put("tlsCaFile", "tls/ca.pem");
    settings.put("tlsCertFile", "tls/client.pem");
    settings.put("tlsKeyFile", "tls/client.key");
    settings.put("tlsKeyPassword", "file:tls/client.password");
    settings.put("tlsVerifyHostName", "false");
    settings.put(
        "tlsFingerprints", "SHA256:" + "e1".repeat(32) + ", sha-256:" + "2D:".repeat(31) + "2D");
    settings.put("tlsReceipts", "true");
    settings.put("relpWindow", "64");
    settings.put("relpTimeout", "21 s");
    settings.put("shutdownTimeout", "7 s");
    settings.put("registerMBean", "true");
    settings.put("reportChanges", "false");
    settings.put("heartbeatInterval", "8 s");
    return settings;
  }

  /** All but the element for the failback itself. */
  public static Stream<Setting> all() {
    return Setting.all().stream().filter(setting -> setting != Setting.FAILBACK);
  }

  public static List<String> names() {
    return all().map(Setting::toString).toList();
  }
}
