/**
 * Sends messages to a syslog server, fails over to others when it is lost, and fails back.
 *
 * <p>{@link io.github.failoversyslog.config.SenderConfig#of} reads settings, {@link
 * io.github.failoversyslog.SyslogSender} sends, {@link io.github.failoversyslog.MessageWriter}
 * writes one message, {@link io.github.failoversyslog.status.SenderListener} and {@link
 * io.github.failoversyslog.status.SenderStatistics} report what happens. Users need this package
 * and {@code status}. Of the core only {@code appender} imports it, which is for the appenders, as
 * {@code config} and {@code text} are.
 */
@NullMarked
package io.github.failoversyslog;

import org.jspecify.annotations.NullMarked;
