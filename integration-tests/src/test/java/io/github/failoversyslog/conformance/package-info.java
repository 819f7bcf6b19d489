/**
 * Whether every field that arrives is the field that was logged, whatever was logged.
 *
 * <p>{@link io.github.failoversyslog.conformance.RandomEvents} makes events of everything there is,
 * from a seed. A {@link io.github.failoversyslog.conformance.MessageModel} for each format says,
 * from the documentation and without any of our own encoder, what messages each of them has to
 * become under settings that are random, too. Real servers ({@link
 * io.github.failoversyslog.conformance.Receiver}) and our own, which know no forbearance, say what
 * has arrived. Where a real server is known to change a field, {@link
 * io.github.failoversyslog.conformance.KnownDeviations} does the same to what is expected; nothing
 * else is allowed for. {@link io.github.failoversyslog.conformance.LogInjectionIT} has nothing but
 * events that want to be other events.
 */
@NullMarked
package io.github.failoversyslog.conformance;

import org.jspecify.annotations.NullMarked;
