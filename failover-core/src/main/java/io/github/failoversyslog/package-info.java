/**
 * Sends messages to a syslog server, to others when it dies, and to it again when it is well.
 *
 * <p>{@link io.github.failoversyslog.SenderConfig#of} reads settings, {@link
 * io.github.failoversyslog.SyslogSender} sends, {@link io.github.failoversyslog.MessageWriter}
 * writes one message, {@link io.github.failoversyslog.SenderListener} and {@link
 * io.github.failoversyslog.SenderStatistics} tell what happens. This is the only package for users
 * and appenders.
 */
@NullMarked
package io.github.failoversyslog;

import org.jspecify.annotations.NullMarked;
