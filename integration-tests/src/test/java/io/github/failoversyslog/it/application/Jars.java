package io.github.failoversyslog.it.application;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import io.github.failoversyslog.SyslogSender;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.jspecify.annotations.NullMarked;
import org.slf4j.LoggerFactory;

/** The JARs that an application has with one of the appenders, or with both. */
public final class Jars {
  public static final Path CORE = of(SyslogSender.class);
  public static final Path LOG4J2 =
      of(io.github.failoversyslog.log4j2.FailoverSyslogAppender.class);
  public static final Path LOGBACK =
      of(io.github.failoversyslog.logback.FailoverSyslogAppender.class);

  private Jars() {}

  /** Of this project. */
  public static List<Path> ours() {
    return List.of(CORE, LOG4J2, LOGBACK);
  }

  /** The libraries', without what is optional for them. */
  public static List<Path> ofLibraries() {
    return Stream.of(
            NullMarked.class,
            LogManager.class,
            Appender.class,
            LoggerFactory.class,
            Context.class,
            LoggerContext.class)
        .map(Jars::of)
        .toList();
  }

  /** All of these, as a class path or a module path. */
  public static String path() {
    return Stream.concat(ours().stream(), ofLibraries().stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The JAR with this class. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
