package io.github.failoversyslog.config;

import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads all settings, and refuses what may not stand together.
 *
 * @param sdIds SD-IDs of elements that every message gets
 * @param ssl the framework's own element, if it is there
 */
record ConfigReader(SettingsReader settings, List<String> sdIds, Optional<TlsSettings> ssl) {
  private static final int MESSAGES_PER_BUFFER = 4; // each finds room wherever the ring's end is
  private static final Duration SHORT_PROBE_INTERVAL = Duration.ofSeconds(1);

  SenderConfig read() {
    List<Server> servers = new ServersReader(settings, LocalHostName::known).read();
    OptionalInt probePort = probePort();
    Optional<TlsSettings> tls = new TlsReader(settings, ssl).read();
    Optional<Failback> failback = failback();
    ConnectionSettings connection = connection(probePort);
    RelpSettings relp =
        new RelpSettings(
            settings.integer(Setting.RELP_WINDOW), settings.duration(Setting.RELP_TIMEOUT));
    MessageSettings message = new MessageReader(settings, sdIds).read();
    BufferSettings buffer = buffer(message.maxBytes());
    Duration shutdownTimeout = settings.duration(Setting.SHUTDOWN_TIMEOUT);
    MonitoringSettings monitoring =
        new MonitoringSettings(
            settings.flag(Setting.REGISTER_MBEAN),
            settings.flag(Setting.REPORT_CHANGES),
            settings.duration(Setting.HEARTBEAT_INTERVAL));
    IneffectiveSettings.warnOfThoseIn(settings);
    settings.refuseUnknown();
    if (!settings.faults().isEmpty()) {
      throw new InvalidConfigException(settings.faults());
    }
    return new SenderConfig(
        servers,
        failback,
        settings.protocol(),
        tls,
        connection,
        relp,
        message,
        buffer,
        shutdownTimeout,
        monitoring,
        settings.warnings());
  }

  private OptionalInt probePort() {
    if (settings.has(Setting.PROBE_PORT)) {
      return OptionalInt.of(settings.integer(Setting.PROBE_PORT));
    }
    if (settings.protocol() == Protocol.UDP && hasFailback()) {
      settings.fault(
          "failback is set with protocol udp, which cannot tell whether a server is up;"
              + " expected probePort, a TCP port of the primary");
    }
    return OptionalInt.empty();
  }

  private boolean hasFailback() {
    return settings.hasName(Setting.FAILBACK)
        || Setting.all().stream().filter(Setting::isOfFailback).anyMatch(settings::has);
  }

  private Optional<Failback> failback() {
    Duration interval = settings.duration(Setting.TCP_PROBE_INTERVAL);
    int required = settings.integer(Setting.SUCCESSFUL_PROBES_REQUIRED);
    if (!hasFailback()) {
      return Optional.empty();
    }
    if (settings.list(Setting.FAILOVER_SERVERS).isEmpty()) {
      settings.fault(
          "failback is set without failoverServers; expected at least one server to fail back from");
    }
    if (interval.compareTo(SHORT_PROBE_INTERVAL) < 0) {
      settings.warn(
          (Setting.TCP_PROBE_INTERVAL + " is " + interval.toMillis())
              + " ms; use 1 s or more to limit the load on the primary");
    }
    return Optional.of(new Failback(interval, required));
  }

  private ConnectionSettings connection(OptionalInt probePort) {
    int faultsBefore = settings.faults().size();
    Duration reconnectDelay = settings.duration(Setting.RECONNECT_DELAY);
    Duration maxReconnectDelay = settings.duration(Setting.MAX_RECONNECT_DELAY);
    if (settings.faults().size() == faultsBefore
        && maxReconnectDelay.compareTo(reconnectDelay) < 0) {
      settings.fault(
          ("maxReconnectDelay, " + Quantities.timeText(maxReconnectDelay))
              + (", is shorter than reconnectDelay, " + Quantities.timeText(reconnectDelay))
              + "; expected the same or longer"
              + (settings.hasUnit(Setting.RECONNECT_DELAY)
                  ? ""
                  : "; without a unit a number means seconds"));
    }
    return new ConnectionSettings(
        settings.duration(Setting.LIVENESS_PROBE_INTERVAL),
        probePort,
        settings.duration(Setting.CONNECT_TIMEOUT),
        settings.duration(Setting.WRITE_TIMEOUT),
        settings.duration(Setting.CLOSE_TIMEOUT),
        settings.duration(Setting.STABLE_AFTER),
        reconnectDelay,
        maxReconnectDelay,
        settings.duration(Setting.RESEND_WINDOW),
        (int) settings.bytes(Setting.SEND_BUFFER_SIZE));
  }

  private BufferSettings buffer(int maxMessageBytes) {
    long bytes = bufferBytes(Setting.BUFFER_SIZE, maxMessageBytes);
    long spoolBytes = bufferBytes(Setting.SPOOL_SIZE, maxMessageBytes);
    Optional<Path> file = settings.path(Setting.SPOOL_FILE);
    if (file.isEmpty() && settings.has(Setting.SPOOL_SIZE)) {
      settings.warn("spoolSize has no effect without spoolFile; set spoolFile or remove spoolSize");
    }
    return new BufferSettings(
        bytes,
        file.map(path -> new SpoolSettings(path, spoolBytes)),
        settings.oneOf(Setting.OVERFLOW, Overflow.class),
        settings.oneOf(Setting.DISCARD_BELOW, Severity.class),
        settings.duration(Setting.BLOCK_TIMEOUT));
  }

  private long bufferBytes(Setting setting, int maxMessageBytes) {
    int faultsBefore = settings.faults().size();
    long bytes = settings.bytes(setting);
    long least = (long) MESSAGES_PER_BUFFER * maxMessageBytes;
    if (settings.faults().size() == faultsBefore && bytes < least) {
      settings.fault(
          (setting + " is " + Quantities.sizeText(bytes) + " and maxMessageSize ")
              + (Quantities.sizeText(maxMessageBytes) + "; expected at least ")
              + (Quantities.sizeText(least)
                  + ", "
                  + MESSAGES_PER_BUFFER
                  + " times maxMessageSize"));
    }
    return bytes;
  }
}
