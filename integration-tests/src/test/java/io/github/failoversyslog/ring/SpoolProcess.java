package io.github.failoversyslog.ring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A process that opens a spool and executes commands, one per line: {@code append <n>} appends
 * messages numbered from 0, {@code look <n>} copies the oldest waiting message n times. It answers
 * every line, and the opening, with a line.
 */
public final class SpoolProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter commands;

  private SpoolProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
  }

  /**
   * @param shell shell commands to run before the process is executed
   */
  public static SpoolProcess start(Path spool, int capacity, String shell) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData", // it would be a file too
            "-cp",
            System.getProperty("java.class.path"),
            SpoolProcess.class.getName(),
            spool.toString(),
            Integer.toString(capacity)));
    return new SpoolProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line of output; fails if there is none. */
  public String answer() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the process has ended");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(String command) {
    commands.println(command);
  }

  public long id() {
    return process.pid();
  }

  /** Sends SIGKILL and waits for the process to end. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] arguments) throws IOException {
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    Spool spool;
    try {
      spool = Spool.open(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    } catch (IOException e) {
      out.println(e.getMessage());
      return;
    }
    out.println("opened with " + spool.report().messages() + " messages");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int times = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      out.println(
          line.startsWith("append ") ? append(spool.ring(), times) : look(spool.ring(), times));
    }
  }

  private static String append(MessageRing ring, int messages) {
    int appended = 0;
    int faults = 0;
    for (int number = 0; number < messages; number++) {
      byte[] message = message(number).getBytes(StandardCharsets.UTF_8);
      try {
        appended += ring.append(message, message.length, ring.capacity(), new LongAdder()) ? 1 : 0;
      } catch (SpoolFaultException e) {
        faults++;
      }
    }
    return appended + " of " + messages + " appended, " + faults + " faults";
  }

  private static String look(MessageRing ring, int times) {
    OldestWaiting oldest = new OldestWaiting(ring);
    byte[] target = new byte[64];
    int copied = 0;
    int faults = 0;
    for (int time = 0; time < times; time++) {
      try {
        copied += oldest.copy(target) > 0 ? 1 : 0;
      } catch (InternalError e) {
        faults++;
      }
    }
    return times + " looks, " + copied + " copied, " + faults + " faults";
  }

  static String message(int number) {
    return "message " + number + " of a process that may be killed at any time";
  }
}
