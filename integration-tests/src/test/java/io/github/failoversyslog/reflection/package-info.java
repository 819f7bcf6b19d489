/** What is called by reflection, and the metadata for native images. */
@NullMarked
package io.github.failoversyslog.reflection;

import org.jspecify.annotations.NullMarked;
