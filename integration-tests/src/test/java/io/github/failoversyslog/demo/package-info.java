/** The main job, to be watched: {@code mvn -Pdemo}. */
@NullMarked
package io.github.failoversyslog.demo;

import org.jspecify.annotations.NullMarked;
