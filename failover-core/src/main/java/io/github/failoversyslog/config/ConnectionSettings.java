package io.github.failoversyslog.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Limits on time and memory of a connection. {@code docs/configuration.md} says what each is for.
 *
 * @param livenessProbeInterval zero: no liveness probes
 * @param probePort of TCP, where it is seen whether a server of datagrams is there
 * @param resendWindow zero: nothing that was written is ever sent again
 * @param sendBufferBytes of the socket
 */
public record ConnectionSettings(
    Duration livenessProbeInterval,
    OptionalInt probePort,
    Duration connectTimeout,
    Duration writeTimeout,
    Duration closeTimeout,
    Duration stableAfter,
    Duration reconnectDelay,
    Duration maxReconnectDelay,
    Duration resendWindow,
    int sendBufferBytes) {}
