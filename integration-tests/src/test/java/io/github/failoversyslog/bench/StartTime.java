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
 * name server, and counts the classes that it loads until it has accepted an event. Needs Linux and
 * root, for a network namespace.
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

  private static final List<Entrant> ENTRANTS = List.of(Entrant.LOG4J2_OURS, Entrant.LOGBACK_OURS);
  private static final int STEPS = 5;

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
    try {
      List<String> lines = new ArrayList<>(times(commandPrefix));
      lines.add("");
      lines.addAll(classes(commandPrefix));
      return lines;
    } catch (IllegalStateException e) {
      return List.of(
          "Not measured: no application ran in a network namespace, which only root can make.");
    } finally {
      Files.delete(names);
    }
  }

  private List<String> times(List<String> commandPrefix) {
    Table table =
        new Table(
            "no answer from anywhere",
            "made",
            "started",
            "first event accepted",
            "a second one made",
            "started",
            "the first until its event, median",
            "half of the rounds");
    for (Entrant entrant : ENTRANTS) {
      List<Samples> steps = Stream.generate(Samples::new).limit(STEPS).toList();
      Samples first = new Samples();
      for (int round = 0; round < effort.rounds(); round++) {
        long[] nanos = stepNanos(commandPrefix, entrant, List.of());
        for (int step = 0; step < STEPS; step++) {
          steps.get(step).add(nanos[step]);
        }
        first.add(nanos[0] + nanos[1] + nanos[2]);
      }
      List<Object> cells = new ArrayList<>(List.of(entrant.title()));
      steps.forEach(step -> cells.add(Table.millis(step.median())));
      cells.add(Table.millis(first.median()));
      cells.add(Table.half(first, Table::millis));
      table.row(cells.toArray());
    }
    return table.lines();
  }

  /** In processes of their own, because the JVM's log of classes takes time. */
  private List<String> classes(List<String> commandPrefix) throws IOException {
    Table table =
        new Table("until the first event is accepted", "classes loaded", "of this project");
    for (Entrant entrant : ENTRANTS) {
      Samples total = new Samples();
      Samples own = new Samples();
      for (int round = 0; round < effort.rounds(); round++) {
        LoadedClasses loaded = loadedClasses(commandPrefix, entrant);
        total.add(loaded.total());
        own.add(loaded.own());
      }
      table.row(entrant.title(), Table.number(total.median()), Table.number(own.median()));
    }
    return table.lines();
  }

  private static LoadedClasses loadedClasses(List<String> commandPrefix, Entrant entrant)
      throws IOException {
    Path log = Files.createTempFile("classes", ".log");
    try {
      stepNanos(commandPrefix, entrant, List.of(LoadedClasses.jvmOption(log)));
      return LoadedClasses.between(
          Files.readAllLines(log),
          StartingApplication.Begin.class,
          StartingApplication.Accepted.class);
    } finally {
      Files.delete(log);
    }
  }

  private static long[] stepNanos(
      List<String> commandPrefix, Entrant entrant, List<String> jvmOptions) {
    try (ChildProcess process =
        ChildProcess.start(
            new LaunchContext("192.0.2.1", commandPrefix),
            Path.of(System.getProperty("java.home")),
            StartingApplication.class,
            jvmOptions,
            List.of(entrant.name()))) {
      return Stream.of(process.answer().split(" ")).mapToLong(Long::parseLong).toArray();
    }
  }
}
