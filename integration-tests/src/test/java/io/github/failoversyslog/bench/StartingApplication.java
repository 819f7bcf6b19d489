package io.github.failoversyslog.bench;

import ch.qos.logback.classic.LoggerContext;
import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.util.List;
import org.apache.logging.log4j.core.LifeCycle;

/**
 * An application with a running framework that starts an appender, whose classes have not been
 * loaded yet, and then another. Prints how long creating and starting each took.
 */
final class StartingApplication {
  private static final String NAME_WITHOUT_ANSWER = "log1.example.net";
  private static final String ADDRESSES_WITHOUT_ANSWER = "192.0.2.7:601, 192.0.2.8:601";

  private StartingApplication() {}

  /**
   * @param args the entrant
   */
  public static void main(String[] args) {
    Entrant entrant = Entrant.valueOf(args[0]);
    List<Runnable> steps = entrant == Entrant.LOG4J2_OURS ? log4j2() : logback();
    StringBuilder answer = new StringBuilder();
    for (Runnable step : steps) {
      long start = System.nanoTime();
      step.run();
      answer.append(System.nanoTime() - start).append(' ');
    }
    System.out.println(answer);
    Runtime.getRuntime().halt(0); // stopping would wait for the servers
  }

  private static List<Runnable> log4j2() {
    Entrant.LOG4J2_NULL.start();
    LifeCycle[] made = new LifeCycle[2];
    return List.of(
        () -> made[0] = newLog4j2("FIRST"),
        () -> made[0].start(),
        () -> made[1] = newLog4j2("SECOND"),
        () -> made[1].start());
  }

  private static LifeCycle newLog4j2(String name) {
    return FailoverSyslogAppender.newBuilder()
        .setName(name)
        .setHost(NAME_WITHOUT_ANSWER)
        .setFailoverServers(ADDRESSES_WITHOUT_ANSWER)
        .build();
  }

  private static List<Runnable> logback() {
    Entrant.LOGBACK_NULL.start();
    LoggerContext context = new LoggerContext();
    var made = new io.github.failoversyslog.logback.FailoverSyslogAppender[2];
    return List.of(
        () -> made[0] = newLogback(context, "FIRST"),
        () -> made[0].start(),
        () -> made[1] = newLogback(context, "SECOND"),
        () -> made[1].start());
  }

  private static io.github.failoversyslog.logback.FailoverSyslogAppender newLogback(
      LoggerContext context, String name) {
    var appender = new io.github.failoversyslog.logback.FailoverSyslogAppender();
    appender.setContext(context);
    appender.setName(name);
    appender.setHost(NAME_WITHOUT_ANSWER);
    appender.setFailoverServers(ADDRESSES_WITHOUT_ANSWER);
    return appender;
  }
}
