package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Framework;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A separate process that logs numbered events at a steady rate and keeps {@link ReturnedCalls}.
 *
 * <p>Commands on standard input: {@code log} logs one more event, {@code stop} shuts down cleanly;
 * both are answered with the command itself. {@code report} is answered with a {@link
 * ProcessReport}. Closing standard input ends the process.
 */
final class LoggingApplication {
  private LoggingApplication() {}

  /**
   * Starts logging immediately.
   *
   * @param args the framework, the URI of its configuration, the caller's number, events per second
   *     or 0, the file of completed calls
   */
  public static void main(String[] args) throws IOException {
    Framework framework = Framework.valueOf(args[0]);
    Application application = framework.start(URI.create(args[1]), Map.of());
    int caller = Integer.parseInt(args[2]);
    ReturnedCalls returned = new ReturnedCalls(Path.of(args[4]));
    LongConsumer log =
        index -> {
          application.info(NumberedEvents.text(NumberedEvents.number(caller, index)));
          returned.set((int) index + 1);
        };
    int eventsPerSecond = Integer.parseInt(args[3]);
    PacedCallers callers = PacedCallers.start(log, eventsPerSecond > 0 ? 1 : 0, eventsPerSecond);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case "log" -> callers.call(returned.get());
        case "stop" -> {
          callers.stop();
          application.stop();
        }
        default -> {}
      }
      System.out.println(
          command.equals("report")
              ? ProcessReport.of(application.statistics(), callers.takeTimes().getMaxValue()).line()
              : command);
    }
    Runtime.getRuntime().halt(0); // like a kill, unless it was stopped by command
  }
}
