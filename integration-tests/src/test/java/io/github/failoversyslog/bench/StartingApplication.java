package io.github.failoversyslog.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;

/**
 * An application with a running framework that starts an appender, whose classes have not been
 * loaded yet, has it accept an event, and then starts another. Prints how long each step took.
 */
final class StartingApplication {
  private static final String NAME_WITHOUT_ANSWER = "log1.example.net";
  private static final String ADDRESSES_WITHOUT_ANSWER = "192.0.2.7:601, 192.0.2.8:601";

  private StartingApplication() {}

  /** Loaded right before the first appender is made. */
  static final class Begin {
    static void load() {}
  }

  /** Loaded right after the first appender has accepted an event. */
  static final class Accepted {
    static void load() {}
  }

  /**
   * @param args the entrant
   */
  public static void main(String[] args) {
    Entrant entrant = Entrant.valueOf(args[0]);
    List<Runnable> steps = entrant == Entrant.LOG4J2_OURS ? log4j2() : logback();
    StringBuilder answer = new StringBuilder();
    Begin.load();
    for (int step = 0; step < steps.size(); step++) {
      long start = System.nanoTime();
      steps.get(step).run();
      long nanos = System.nanoTime() - start;
      if (step == 2) {
        Accepted.load();
      }
      answer.append(nanos).append(' ');
    }
    System.out.println(answer);
    Runtime.getRuntime().halt(0); // stopping would wait for the servers
  }

  private static List<Runnable> log4j2() {
    Entrant.LOG4J2_NULL.start().log(1);
    LogEvent event = new BenchmarkEvent().next();
    FailoverSyslogAppender[] made = new FailoverSyslogAppender[2];
    return List.of(
        () -> made[0] = newLog4j2("FIRST"),
        () -> made[0].start(),
        () -> made[0].append(event),
        () -> made[1] = newLog4j2("SECOND"),
        () -> made[1].start());
  }

  private static FailoverSyslogAppender newLog4j2(String name) {
    return FailoverSyslogAppender.newBuilder()
        .setName(name)
        .setHost(NAME_WITHOUT_ANSWER)
        .setFailoverServers(ADDRESSES_WITHOUT_ANSWER)
        .build();
  }

  private static List<Runnable> logback() {
    Entrant.LOGBACK_NULL.start().log(1);
    LoggerContext context = new LoggerContext();
    LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    context.setMDCAdapter(mdc);
    Contender.putContext(mdc::put);
    logbackEvent(context).getFormattedMessage(); // as for any other appender
    LoggingEvent event = logbackEvent(context);
    var made = new io.github.failoversyslog.logback.FailoverSyslogAppender[2];
    return List.of(
        () -> made[0] = newLogback(context, "FIRST"),
        () -> made[0].start(),
        () -> made[0].doAppend(event),
        () -> made[1] = newLogback(context, "SECOND"),
        () -> made[1].start());
  }

  private static LoggingEvent logbackEvent(LoggerContext context) {
    return new LoggingEvent(
        StartingApplication.class.getName(),
        context.getLogger("io.example.shop.Checkout"),
        Level.INFO,
        Contender.PATTERN,
        null,
        new Object[] {1_234_567, Contender.WEIGHT});
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
