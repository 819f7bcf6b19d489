package io.github.failoversyslog.bench;

import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.LaunchContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Starts and controls a {@link Sender} process. */
final class SenderProcess implements AutoCloseable {
  private final Entrant entrant;
  private final ChildProcess process;

  private SenderProcess(Entrant entrant, ChildProcess process) {
    this.entrant = entrant;
    this.process = process;
  }

  /** Uses the JVM of this process and its default settings. */
  static SenderProcess start(Entrant entrant) {
    return start(entrant, 1, Path.of(System.getProperty("java.home")), List.of());
  }

  /**
   * @param count number of instances of the entrant
   */
  static SenderProcess start(Entrant entrant, int count, Path javaHome, List<String> jvmOptions) {
    List<String> options = new ArrayList<>(jvmOptions);
    Properties properties = System.getProperties();
    properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith("bench."))
        .forEach(name -> options.add("-D" + name + "=" + properties.getProperty(name)));
    return new SenderProcess(
        entrant,
        ChildProcess.start(
            LaunchContext.LOCAL,
            javaHome,
            Sender.class,
            options,
            List.of(entrant.name(), Integer.toString(count))));
  }

  Entrant entrant() {
    return entrant;
  }

  long pid() {
    return process.pid();
  }

  /** Returns the number of logged events; some may not have been sent yet. */
  long log(Load load) {
    return ask("log " + load.threads() + " " + load.millis() + " " + load.messageBytes())[0];
  }

  /** What its threads have used so far. */
  ProcessUsage usage() {
    return ProcessUsage.of(pid());
  }

  /** CPU time of the process since its start. */
  long cpuNanos() {
    return ask("cpu")[0];
  }

  /** Heap in use after a garbage collection. */
  long heapBytes() {
    return ask("heap")[0];
  }

  /**
   * Logs some events on one thread; returns its processor time.
   *
   * @param parameters the benchmark event, instead of a message of its length without parameters
   */
  long callerNanos(int events, boolean parameters) {
    return ask("cost " + events + " " + parameters)[0];
  }

  /** Durations of log calls, in nanoseconds. */
  record CallTimes(long calls, long p50, long p99, long p999) {}

  CallTimes pace(int eventsPerSecond, long millis) throws InterruptedException {
    startPacing(eventsPerSecond);
    Thread.sleep(millis); // the measurement period; nothing is asserted
    CallTimes times = takeTimes();
    endPacing();
    return times;
  }

  /** Logs the benchmark event at a steady rate until {@link #endPacing}. */
  void startPacing(int eventsPerSecond) {
    ask("start " + eventsPerSecond + " false");
  }

  /** Like {@link #startPacing}, with messages that carry the time of their call. */
  void startPacingStamped(int eventsPerSecond) {
    ask("start " + eventsPerSecond + " true");
  }

  /** How many events were logged since {@link #startPacing}. */
  long logged() {
    return ask("logged")[0];
  }

  /** Of the calls since the previous call of this method, or since {@link #startPacing}. */
  CallTimes takeTimes() {
    long[] times = ask("times");
    return new CallTimes(times[0], times[1], times[2], times[3]);
  }

  /** Returns how many events were logged. */
  long endPacing() {
    return ask("end")[0];
  }

  /**
   * How long {@link LoggingThreads} took to log, and the memory in use while its threads were
   * alive.
   */
  record ThreadsRun(long nanos, long heapBytes, long directBytes) {}

  ThreadsRun runThreads(boolean virtual, int size, int eventsEach) {
    long[] run = ask("threads " + virtual + " " + size + " " + eventsEach);
    return new ThreadsRun(run[0], run[1], run[2]);
  }

  private long[] ask(String command) {
    return Stream.of(process.ask(command).split(" ")).mapToLong(Long::parseLong).toArray();
  }

  @Override
  public void close() {
    process.close();
  }
}
