/**
 * Checks that every received field equals the logged field, for arbitrary events.
 *
 * <p>{@link io.github.failoversyslog.conformance.RandomEvents} creates events of every kind from a
 * seed. A {@link io.github.failoversyslog.conformance.MessageModel} for each format specifies, from
 * the documentation and without the encoder, which messages each event must become under settings
 * that are random too. Real servers ({@link io.github.failoversyslog.conformance.Receiver}) and
 * strict test servers report what has arrived. Where a real server is known to change a field,
 * {@link io.github.failoversyslog.conformance.KnownDeviations} applies the same change to the
 * expected messages; no other difference is allowed. {@link
 * io.github.failoversyslog.conformance.LogInjectionIT} uses only events that imitate other events.
 */
@NullMarked
package io.github.failoversyslog.conformance;

import org.jspecify.annotations.NullMarked;
