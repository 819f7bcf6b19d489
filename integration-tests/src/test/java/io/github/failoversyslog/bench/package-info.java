/**
 * Measurements that print and write figures, and assert nothing: {@code mvn -Pbench}. Servers run
 * in processes of their own.
 */
@NullMarked
package io.github.failoversyslog.bench;

import org.jspecify.annotations.NullMarked;
