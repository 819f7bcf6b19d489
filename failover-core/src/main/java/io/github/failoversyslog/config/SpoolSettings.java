package io.github.failoversyslog.config;

import java.nio.file.Path;

/**
 * The file that keeps waiting and unconfirmed messages.
 *
 * @param bytes rounded up to a power of two
 */
public record SpoolSettings(Path file, long bytes) {}
