/** Checks that the documentation is consistent with itself, the source tree and the build. */
@NullMarked
package io.github.failoversyslog.docs;

import org.jspecify.annotations.NullMarked;
