package io.github.failoversyslog.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import io.github.failoversyslog.faults.Footprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import org.HdrHistogram.Histogram;

/**
 * A contender in a process of its own, so that no other has formed what the JIT compiler makes of
 * it. Commands come by standard input; each is answered by numbers on standard output. The end of
 * standard input ends the process.
 */
final class Sender {
  private final Contender contender;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Sender(Contender contender) {
    this.contender = contender;
  }

  /**
   * @param args the entrant, and how many of it
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err); // for what the frameworks print
    int count = Integer.parseInt(args[1]);
    Entrant entrant = Entrant.valueOf(args[0]);
    Contender contender = count == 1 ? entrant.start() : ManyContenders.of(entrant, count);
    Sender sender = new Sender(contender);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      answers.println(sender.answer(line.split(" ")));
    }
    Runtime.getRuntime().halt(0); // what is still to be sent is of no interest any more
  }

  private String answer(String[] command) throws InterruptedException {
    return switch (command[0]) {
      case "log" ->
          Long.toString(
              new Load(number(command[1]), number(command[2]), number(command[3]))
                  .putOn(contender));
      case "pace" -> pace(number(command[1]), number(command[2]));
      case "crowd" ->
          crowd(Boolean.parseBoolean(command[1]), number(command[2]), number(command[3]));
      case "heap" -> Long.toString(Footprint.taken().heapBytes());
      case "cpu" -> Long.toString(system.getProcessCpuTime());
      default -> throw new IllegalArgumentException("unknown command " + command[0]);
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private String pace(int eventsPerSecond, int millis) throws InterruptedException {
    try (Pacer pacer = new Pacer(contender, eventsPerSecond)) {
      Thread.sleep(millis); // a measurement takes its time; nothing is asserted
      Histogram times = pacer.takeTimes();
      return times.getTotalCount()
          + " "
          + times.getValueAtPercentile(50)
          + " "
          + times.getValueAtPercentile(99)
          + " "
          + times.getValueAtPercentile(99.9);
    }
  }

  /** Returns the time until all have logged, and what the process held then. */
  private String crowd(boolean virtual, int size, int eventsEach) throws InterruptedException {
    long start = System.nanoTime();
    Crowd crowd = new Crowd(contender, virtual, size, eventsEach);
    contender.flush();
    long nanos = System.nanoTime() - start;
    Footprint footprint = Footprint.taken();
    crowd.disperse();
    return nanos + " " + footprint.heapBytes() + " " + footprint.directBytes();
  }
}
