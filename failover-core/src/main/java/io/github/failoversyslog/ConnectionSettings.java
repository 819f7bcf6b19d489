package io.github.failoversyslog;

import java.time.Duration;

/**
 * Limits on time and memory of a connection. {@code docs/configuration.md} says what each is for.
 *
 * @param livenessProbeInterval zero: no liveness probes
 * @param resendWindow zero: nothing that was written is ever sent again
 * @param sendBufferBytes of the socket
 */
public record ConnectionSettings(
    Duration livenessProbeInterval,
    Duration connectTimeout,
    Duration writeTimeout,
    Duration closeTimeout,
    Duration stableAfter,
    Duration reconnectDelay,
    Duration maxReconnectDelay,
    Duration resendWindow,
    int sendBufferBytes) {}
