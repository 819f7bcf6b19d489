/**
 * What the appenders of all logging frameworks have in common, for their modules only. An appender
 * implements {@link io.github.failoversyslog.appender.EventAdapter}, which reads one framework's
 * events; the rest is here, and knows no framework:
 *
 * <ul>
 *   <li>{@link io.github.failoversyslog.appender.EventMessages} makes the messages of an event:
 *       text by a layout or without one, stack trace, markers, the elements that every message has
 *       ({@link io.github.failoversyslog.appender.ElementWriter}). The settings are read once, at
 *       the start; for an event without a stack trace nothing is allocated.
 *   <li>{@link io.github.failoversyslog.appender.AppenderSender} is the sender from the start on;
 *       {@link io.github.failoversyslog.appender.Diversion} gives what its buffer refuses to
 *       another appender.
 *   <li>{@link io.github.failoversyslog.appender.AppenderFaults} says what keeps an appender from
 *       starting, and {@link io.github.failoversyslog.appender.AppenderTexts} what else is
 *       reported.
 * </ul>
 *
 * <p>What layouts, patterns, filters and objects of the application throw is replaced by a text, or
 * counts as a discarded event.
 */
@NullMarked
package io.github.failoversyslog.appender;

import org.jspecify.annotations.NullMarked;
