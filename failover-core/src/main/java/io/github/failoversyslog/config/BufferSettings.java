package io.github.failoversyslog.config;

import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.Optional;

/**
 * The room for waiting and unconfirmed messages.
 *
 * @param bytes of memory, rounded up to a power of two; with a spool, used only if its file fails
 * @param spool empty: they are kept in memory
 * @param discardBelow with {@link Overflow#DISCARD}: less serious messages may not use the last
 *     fifth
 * @param blockTimeout with {@link Overflow#BLOCK}: the longest wait of a caller
 */
public record BufferSettings(
    long bytes,
    Optional<SpoolSettings> spool,
    Overflow overflow,
    Severity discardBelow,
    Duration blockTimeout) {}
