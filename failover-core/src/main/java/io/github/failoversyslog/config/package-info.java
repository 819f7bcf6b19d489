/**
 * Every setting once: values, defaults, ranges, and reading them from text. Wrong settings are all
 * named in one {@link io.github.failoversyslog.status.InvalidConfigException}.
 */
@NullMarked
package io.github.failoversyslog.config;

import org.jspecify.annotations.NullMarked;
