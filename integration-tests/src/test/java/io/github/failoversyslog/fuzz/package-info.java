/** Has Jazzer search for bytes that break what reads them, guided by branch coverage. */
@NullMarked
package io.github.failoversyslog.fuzz;

import org.jspecify.annotations.NullMarked;
