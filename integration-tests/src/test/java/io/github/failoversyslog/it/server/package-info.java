/**
 * Servers of our own, scripted to behave well, badly or slowly, and what they need: ports, frames,
 * certificates.
 */
@NullMarked
package io.github.failoversyslog.it.server;

import org.jspecify.annotations.NullMarked;
