/**
 * Hosts that vanish without a word, as when their power fails or a firewall begins to drop packets.
 *
 * <p>Every host is a network namespace, and the application has one too ({@link
 * io.github.failoversyslog.blackhole.HostNetwork}); nothing of it is seen by the rest of the
 * machine. Needs root and the programs {@code ip} and {@code iptables}, which {@code .ci/daemons}
 * installs.
 */
@NullMarked
package io.github.failoversyslog.blackhole;

import org.jspecify.annotations.NullMarked;
