/**
 * The text of the objects that an application logs, the same from every framework. It is made by
 * code of the application, which may fail, have no end, or return nothing; here it always becomes a
 * text, of bounded length for arrays. Has no state; any thread.
 */
@NullMarked
package io.github.failoversyslog.text;

import org.jspecify.annotations.NullMarked;
