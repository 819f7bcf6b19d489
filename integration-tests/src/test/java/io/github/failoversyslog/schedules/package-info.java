/**
 * Checks of the schedules of threads, in JVMs of their own: the code as it is passes, and every
 * mutant in {@code src/test/mutants} is found.
 */
package io.github.failoversyslog.schedules;
