package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Application;
import io.github.failoversyslog.it.Framework;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * An application as a process of its own, that logs numbered events at a steady rate and keeps
 * {@link ReturnedCalls}.
 *
 * <p>The command {@code stop} on standard input ends it in good order and is answered by its name;
 * the end of standard input ends the process.
 */
final class LoggingApplication {
  private LoggingApplication() {}

  /**
   * Logs from its start on.
   *
   * @param args the framework, the URI of its configuration, the number of the caller, events per
   *     second, the file of the returned calls
   */
  public static void main(String[] args) throws IOException {
    Framework framework = Framework.valueOf(args[0]);
    Application application = framework.start(URI.create(args[1]), Map.of());
    int caller = Integer.parseInt(args[2]);
    ReturnedCalls returned = new ReturnedCalls(Path.of(args[4]));
    PacedCallers callers =
        PacedCallers.start(
            index -> {
              application.info(NumberedEvents.text(NumberedEvents.number(caller, index)));
              returned.set((int) index + 1);
            },
            1,
            Integer.parseInt(args[3]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      callers.stop();
      application.stop();
      System.out.println(command);
    }
    Runtime.getRuntime().halt(0); // as if killed, if it was not told to stop
  }
}
