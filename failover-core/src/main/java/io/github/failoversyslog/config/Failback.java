package io.github.failoversyslog.config;

import java.time.Duration;

/**
 * How the primary is returned to; without it the servers are used round-robin. Source: syslog-ng
 * {@code failback()}.
 *
 * @param tcpProbeInterval from the start of a probe to the start of the next
 * @param successfulProbesRequired consecutive, 1 or more
 */
public record Failback(Duration tcpProbeInterval, int successfulProbesRequired) {}
