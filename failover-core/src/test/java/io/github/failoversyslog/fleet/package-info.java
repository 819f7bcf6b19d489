/**
 * Thousands of clients of the same servers in virtual time. Every client is the failover machine of
 * production; servers fail and recover, and count connection requests.
 */
@NullMarked
package io.github.failoversyslog.fleet;

import org.jspecify.annotations.NullMarked;
