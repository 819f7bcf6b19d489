/**
 * Measurements that print and record results without assertions: {@code mvn -Pbench}. Servers run
 * in separate processes.
 */
@NullMarked
package io.github.failoversyslog.bench;

import org.jspecify.annotations.NullMarked;
