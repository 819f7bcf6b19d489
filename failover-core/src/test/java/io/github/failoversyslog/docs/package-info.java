/** Holds the documentation to itself, to the source tree and to the build. */
@NullMarked
package io.github.failoversyslog.docs;

import org.jspecify.annotations.NullMarked;
