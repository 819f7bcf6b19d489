/** Tests against real sockets and real servers; what they use is in the packages below. */
@NullMarked
package io.github.failoversyslog.it;

import org.jspecify.annotations.NullMarked;
