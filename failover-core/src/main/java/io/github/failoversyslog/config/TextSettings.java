package io.github.failoversyslog.config;

import java.util.Optional;

/**
 * The text of a message: MSG in RFC 5424 section 6.4.
 *
 * @param stackTracePattern of the framework; empty: as the JDK prints it
 * @param newlineEscape empty: line feeds stay, which no frame that is a line allows
 */
public record TextSettings(
    StackTrace stackTrace,
    Optional<String> stackTracePattern,
    boolean byteOrderMark,
    ControlCharacters controlCharacters,
    Optional<String> newlineEscape) {}
