/** Tests with real sockets and real servers; the fixtures are in the subpackages. */
@NullMarked
package io.github.failoversyslog.it;

import org.jspecify.annotations.NullMarked;
