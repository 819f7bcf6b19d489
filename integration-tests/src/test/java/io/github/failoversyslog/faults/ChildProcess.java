package io.github.failoversyslog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.it.application.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A main class of the tests in a JVM of its own, which can be stopped, continued and killed. It
 * takes commands on its standard input and answers them on its standard output. It never outlives
 * this JVM: a class run like this ends with its standard input.
 */
public final class ChildProcess implements AutoCloseable {
  private static final List<String> QUICK_START =
      List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "child-process-killer"));
  }

  private final Process process;
  private final BufferedReader answers;

  private ChildProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(US_ASCII);
  }

  /** A small JVM, which soon runs; returns at once. */
  static ChildProcess start(
      Place place, Class<?> main, List<String> jvmOptions, List<String> args) {
    List<String> options = new ArrayList<>(QUICK_START);
    options.addAll(jvmOptions);
    return start(place, Path.of(System.getProperty("java.home")), main, options, args);
  }

  /**
   * Returns at once.
   *
   * @param javaHome whose JVM runs it
   */
  public static ChildProcess start(
      Place place, Path javaHome, Class<?> main, List<String> jvmOptions, List<String> args) {
    List<String> command = new ArrayList<>(place.entrance());
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(jvmOptions);
    command.add(main.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      RUNNING.add(process);
      return new ChildProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a command and waits until it was carried out. */
  void command(String command) {
    String answer = ask(command);
    if (!command.equals(answer)) {
      throw new IllegalStateException(command + " was answered by " + answer);
    }
  }

  /** Gives a command and returns the line that answers it. */
  public String ask(String command) {
    try {
      process.outputWriter(US_ASCII).append(command).append('\n').flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the process has ended before it could " + command, e);
    }
    return answer();
  }

  /** Waits for the next line that it prints. */
  public String answer() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the process has ended instead of an answer");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("the process cannot be read from", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** SIGSTOP: it does nothing any more, and its kernel goes on to take bytes for it. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("SIG" + name + " was not sent");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** SIGTERM: a JVM runs its shutdown hooks. Returns at once. */
  void terminate() {
    signal("TERM"); // Process.destroy would end its standard input too
  }

  /** Returns when it has ended. */
  void awaitEnd() {
    Eventually.until("the end of the process", () -> !process.isAlive());
  }

  /** SIGKILL, and the end of the process. */
  void kill() {
    process.destroyForcibly().onExit().join();
    RUNNING.remove(process);
  }

  @Override
  public void close() {
    kill();
  }
}
