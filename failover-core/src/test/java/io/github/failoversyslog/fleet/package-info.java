/**
 * Thousands of clients of the same servers in virtual time. Every client is the machine of
 * production; servers come and go, and count who knocks.
 */
@NullMarked
package io.github.failoversyslog.fleet;

import org.jspecify.annotations.NullMarked;
