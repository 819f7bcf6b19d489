package io.github.failoversyslog.config;

/**
 * What a message looks like.
 *
 * @param maxBytes of a message, without what the framing adds
 */
public record MessageSettings(
    MessageFormat format,
    FramingMode framing,
    HeaderSettings header,
    StructuredDataSettings data,
    TextSettings text,
    int maxBytes) {}
