package io.github.failoversyslog.status;

/**
 * Which sender something was measured of. Several senders may have the same name: those of two
 * contexts that are called alike, and for a moment the two sides of a reload.
 *
 * @param framework {@code log4j2}, {@code logback}, or {@code none} for a program's own
 * @param context the name of the framework's logger context; may be empty
 * @param name of the appender
 */
public record SenderName(String framework, String context, String name) {}
