package io.github.failoversyslog.it.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A separate process with one application per logger context. Commands on standard input, each
 * answered with itself: {@code start URI} starts the next application, {@code log INDEX EVENTS}
 * logs with one of them, {@code stop INDEX} stops one. Closing standard input ends the process.
 */
public final class MonitoredProgram {
  private MonitoredProgram() {}

  /**
   * @param args the framework
   */
  public static void main(String[] args) throws IOException {
    Framework framework = Framework.valueOf(args[0]);
    List<Application> applications = new ArrayList<>();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "start" -> applications.add(framework.start(URI.create(words[1]), Map.of()));
        case "log" -> log(applications.get(number(words[1])), number(words[2]));
        case "stop" -> applications.get(number(words[1])).stop();
        default -> throw new IllegalArgumentException(line);
      }
      System.out.println(line);
    }
    Runtime.getRuntime().halt(0);
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static void log(Application application, int events) {
    for (int i = 0; i < events; i++) {
      application.info("event " + i);
    }
  }
}
