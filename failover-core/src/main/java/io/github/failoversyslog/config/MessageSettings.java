package io.github.failoversyslog.config;

import java.util.List;
import java.util.Optional;

/**
 * What a message looks like. {@code docs/configuration.md} says what each setting is for.
 *
 * @param hostName empty: this host's name, found out in the background
 * @param markerAsMessageId whether an event with a marker has its name as MSGID
 * @param enterpriseNumber of SD-IDs that have none of their own; may have parts, as in {@code
 *     32473.1.2}
 * @param mdcElementId SD-ID of the context data
 * @param logElementId SD-ID of logger, thread, marker and stack trace
 * @param longSdIds whether SD-IDs of more than 32 characters are sent whole
 * @param mdcIncludes names or beginnings with {@code *}; empty: all
 * @param mdcExcludes names or beginnings with {@code *}
 * @param sequenceId whether messages are numbered, RFC 5424 section 7.3.1
 * @param stackTracePattern of the framework; empty: as the JDK prints it
 * @param newlineEscape empty: line feeds stay, which no frame that is a line allows
 * @param maxMessageBytes of a message, without what the framing adds
 */
public record MessageSettings(
    MessageFormat format,
    FramingMode framing,
    Facility facility,
    Optional<String> hostName,
    String appName,
    String processId,
    String messageId,
    boolean markerAsMessageId,
    String enterpriseNumber,
    String mdcElementId,
    String logElementId,
    boolean longSdIds,
    List<String> mdcIncludes,
    List<String> mdcExcludes,
    boolean includeLogger,
    boolean includeThread,
    boolean includeMarker,
    boolean includeOrigin,
    boolean includeTimeQuality,
    boolean sequenceId,
    StackTrace stackTrace,
    Optional<String> stackTracePattern,
    boolean byteOrderMark,
    ControlCharacters controlCharacters,
    Optional<String> newlineEscape,
    int maxMessageBytes) {}
