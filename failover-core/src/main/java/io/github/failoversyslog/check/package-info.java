/**
 * The program {@code java -jar failover-syslog-core.jar}: sends one message to each server of a
 * list, with what a sender uses, and prints what happened. The only package that prints.
 */
@NullMarked
package io.github.failoversyslog.check;

import org.jspecify.annotations.NullMarked;
