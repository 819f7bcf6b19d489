package io.github.failoversyslog.config;

import java.util.Optional;

/**
 * The header of a message: RFC 5424 section 6.2.
 *
 * @param hostName empty: this host's name, looked up in the background
 * @param markerAsMessageId whether an event with a marker has its name as MSGID
 */
public record HeaderSettings(
    Facility facility,
    Optional<String> hostName,
    String appName,
    String processId,
    String messageId,
    boolean markerAsMessageId) {}
