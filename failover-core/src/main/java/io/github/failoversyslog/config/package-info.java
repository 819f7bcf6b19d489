/**
 * Every setting once: values, defaults, ranges, reading them from text, and writing them in texts
 * that name them. Wrong settings are all named in one {@link
 * io.github.failoversyslog.status.InvalidConfigException}.
 */
@NullMarked
package io.github.failoversyslog.config;

import org.jspecify.annotations.NullMarked;
