/**
 * Hosts that vanish without notice, as after a power failure or behind a firewall that begins to
 * drop packets.
 *
 * <p>Every host, including the application's, is a network namespace ({@link
 * io.github.failoversyslog.blackhole.HostNetwork}); the rest of the machine is not affected. Needs
 * root and the programs {@code ip} and {@code iptables}, which {@code .ci/daemons} installs.
 */
@NullMarked
package io.github.failoversyslog.blackhole;

import org.jspecify.annotations.NullMarked;
