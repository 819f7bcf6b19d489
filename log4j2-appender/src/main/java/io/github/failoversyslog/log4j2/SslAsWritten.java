package io.github.failoversyslog.log4j2;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.logging.log4j.core.config.plugins.PluginVisitorStrategy;

/** Asks for the element {@code <Ssl>} as it is written in the file. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@PluginVisitorStrategy(SslVisitor.class)
public @interface SslAsWritten {}
