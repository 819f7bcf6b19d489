package io.github.failoversyslog.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import io.github.failoversyslog.faults.ResourceUsage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.HdrHistogram.Histogram;

/**
 * Runs a contender in a separate process, so that its JIT compilation is not influenced by another
 * one. Commands come from standard input; each is answered with numbers on standard output. Closing
 * standard input ends the process.
 */
final class Sender {
  private static final String DONE = "0";
  private static final int TEXT_LENGTH = 100; // that of the benchmark event

  private final Contender contender;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Pacer pacer; // null unless it was started

  private Sender(Contender contender) {
    this.contender = contender;
  }

  /**
   * @param args the entrant, and the number of instances
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err); // keeps output of the frameworks apart from the answers
    int count = Integer.parseInt(args[1]);
    Entrant entrant = Entrant.valueOf(args[0]);
    Contender contender = count == 1 ? entrant.start() : ManyContenders.of(entrant, count);
    Sender sender = new Sender(contender);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      answers.println(sender.answer(line.split(" ")));
    }
    Runtime.getRuntime().halt(0); // unsent events are of no interest
  }

  private String answer(String[] command) throws InterruptedException {
    return switch (command[0]) {
      case "log" ->
          Long.toString(
              new Load(number(command[1]), number(command[2]), number(command[3]))
                  .apply(contender));
      case "cost" -> callerNanos(number(command[1]), Boolean.parseBoolean(command[2]));
      case "start" -> startPacing(number(command[1]), Boolean.parseBoolean(command[2]));
      case "logged" -> Integer.toString(pacer.logged());
      case "times" -> times();
      case "end" -> endPacing();
      case "threads" ->
          runThreads(Boolean.parseBoolean(command[1]), number(command[2]), number(command[3]));
      case "heap" -> Long.toString(ResourceUsage.taken().heapBytes());
      case "cpu" -> Long.toString(system.getProcessCpuTime());
      default -> throw new IllegalArgumentException("unknown command " + command[0]);
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  /** Returns the processor time of this thread for the calls. */
  private String callerNanos(int events, boolean parameters) {
    String text = "x".repeat(TEXT_LENGTH);
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < events; i++) {
      if (parameters) {
        contender.log(i);
      } else {
        contender.log(text);
      }
    }
    return Long.toString(threads.getCurrentThreadCpuTime() - before);
  }

  private String startPacing(int eventsPerSecond, boolean stamped) {
    pacer =
        stamped
            ? new Pacer(contender, eventsPerSecond, number -> contender.log(Stamp.text(number)))
            : new Pacer(contender, eventsPerSecond);
    return DONE;
  }

  private String times() {
    Histogram times = pacer.takeTimes();
    return times.getTotalCount()
        + " "
        + times.getValueAtPercentile(50)
        + " "
        + times.getValueAtPercentile(99)
        + " "
        + times.getValueAtPercentile(99.9);
  }

  private String endPacing() {
    pacer.close();
    return Integer.toString(pacer.logged());
  }

  /** Returns the time until all threads have logged, and the memory in use at that moment. */
  private String runThreads(boolean virtual, int size, int eventsEach) throws InterruptedException {
    long start = System.nanoTime();
    LoggingThreads threads = new LoggingThreads(contender, virtual, size, eventsEach);
    contender.flush();
    long nanos = System.nanoTime() - start;
    ResourceUsage usage = ResourceUsage.taken();
    threads.end();
    return nanos + " " + usage.heapBytes() + " " + usage.directBytes();
  }
}
