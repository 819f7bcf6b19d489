/**
 * Test servers that are scripted to behave well, badly or slowly, and their fixtures: ports,
 * frames, certificates.
 */
@NullMarked
package io.github.failoversyslog.it.server;

import org.jspecify.annotations.NullMarked;
