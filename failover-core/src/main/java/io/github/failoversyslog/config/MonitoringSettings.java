package io.github.failoversyslog.config;

import java.time.Duration;

/**
 * How a sender can be watched.
 *
 * @param mbean whether it registers an MBean
 * @param reportChanges whether it sends messages of its own at a failover, at a failback, and at
 *     the end of discarding
 * @param heartbeatInterval a message of its own is sent when nothing was for so long; zero: none
 */
public record MonitoringSettings(
    boolean mbean, boolean reportChanges, Duration heartbeatInterval) {}
