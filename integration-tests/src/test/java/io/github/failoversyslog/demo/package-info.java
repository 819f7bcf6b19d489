/** A demonstration of failover and failback: {@code mvn -Pdemo}. */
@NullMarked
package io.github.failoversyslog.demo;

import org.jspecify.annotations.NullMarked;
