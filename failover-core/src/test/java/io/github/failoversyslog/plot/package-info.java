/** Diagrams for the documentation; also used by the integration tests. */
@NullMarked
package io.github.failoversyslog.plot;

import org.jspecify.annotations.NullMarked;
