package io.github.failoversyslog.bench;

import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.LaunchContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the start of an appender where no packet is answered, neither by its servers nor by the
 * name server. Needs Linux and root, for a network namespace.
 */
final class StartTime {
  private static final String NOWHERE = // an interface without a peer
      "ip link set lo up"
          + " && ip link add nowhere type veth peer name end"
          + " && ip link set nowhere arp off"
          + " && ip address add 192.0.2.1/24 dev nowhere"
          + " && ip link set end up"
          + " && ip link set nowhere up"
          + " && ip route add default dev nowhere"
          + " && mount --bind \"$1\" /etc/resolv.conf && shift"
          + " && exec \"$@\"";

  private static final int STEPS = 4;

  private final Effort effort;

  StartTime(Effort effort) {
    this.effort = effort;
  }

  /** Returns a Markdown table, or a sentence if this machine cannot measure it. */
  List<String> measure() throws IOException {
    Path names = Files.createTempFile("resolv", ".conf");
    Files.writeString(names, "nameserver 192.0.2.53\n");
    List<String> commandPrefix =
        List.of("unshare", "--net", "--mount", "sh", "-c", NOWHERE, "sh", names.toString());
    Table table =
        new Table("no answer from anywhere", "made", "started", "a second one made", "started");
    try {
      for (Entrant entrant : List.of(Entrant.LOG4J2_OURS, Entrant.LOGBACK_OURS)) {
        List<Samples> steps = Stream.generate(Samples::new).limit(STEPS).toList();
        for (int round = 0; round < effort.rounds(); round++) {
          long[] nanos = stepNanos(commandPrefix, entrant);
          for (int step = 0; step < STEPS; step++) {
            steps.get(step).add(nanos[step]);
          }
        }
        List<Object> cells = new ArrayList<>(List.of(entrant.title()));
        steps.forEach(step -> cells.add(Table.millis(step.median())));
        table.row(cells.toArray());
      }
    } catch (IllegalStateException e) {
      return List.of(
          "Not measured: no application ran in a network namespace, which only root can make.");
    } finally {
      Files.delete(names);
    }
    return table.lines();
  }

  private static long[] stepNanos(List<String> commandPrefix, Entrant entrant) {
    try (ChildProcess process =
        ChildProcess.start(
            new LaunchContext("192.0.2.1", commandPrefix),
            Path.of(System.getProperty("java.home")),
            StartingApplication.class,
            List.of(),
            List.of(entrant.name()))) {
      return Stream.of(process.answer().split(" ")).mapToLong(Long::parseLong).toArray();
    }
  }
}
