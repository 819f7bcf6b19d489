/** Compares the documentation with the code. */
@NullMarked
package io.github.failoversyslog.docs;

import org.jspecify.annotations.NullMarked;
