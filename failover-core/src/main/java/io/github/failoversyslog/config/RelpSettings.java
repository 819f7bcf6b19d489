package io.github.failoversyslog.config;

import java.time.Duration;

/**
 * What only RELP needs.
 *
 * @param windowMessages how many messages may be unanswered
 * @param timeout a server that owes an answer for that long counts as lost
 */
public record RelpSettings(int windowMessages, Duration timeout) {}
