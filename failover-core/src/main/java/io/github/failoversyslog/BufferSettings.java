package io.github.failoversyslog;

import java.time.Duration;

/**
 * The memory for waiting and unconfirmed messages.
 *
 * @param bytes rounded up to a power of two
 * @param discardBelow with {@link Overflow#DISCARD}: less serious messages may not use the last
 *     fifth
 * @param blockTimeout with {@link Overflow#BLOCK}: the longest wait of a caller
 */
public record BufferSettings(
    long bytes, Overflow overflow, Severity discardBelow, Duration blockTimeout) {}
