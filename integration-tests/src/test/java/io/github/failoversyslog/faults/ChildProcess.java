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
 * Runs a test main class in its own JVM, which can be paused, resumed and killed. It reads commands
 * from standard input and answers on standard output. It never outlives this JVM, because a main
 * class run this way exits when its standard input is closed.
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

  /** Starts a small JVM with fast start-up; returns immediately. */
  static ChildProcess start(
      LaunchContext launchContext, Class<?> main, List<String> jvmOptions, List<String> args) {
    List<String> options = new ArrayList<>(QUICK_START);
    options.addAll(jvmOptions);
    return start(launchContext, Path.of(System.getProperty("java.home")), main, options, args);
  }

  /**
   * Returns immediately.
   *
   * @param javaHome the JDK whose JVM runs the class
   */
  public static ChildProcess start(
      LaunchContext launchContext,
      Path javaHome,
      Class<?> main,
      List<String> jvmOptions,
      List<String> args) {
    List<String> command = new ArrayList<>(launchContext.commandPrefix());
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

  /** Sends a command and waits until it has been carried out. */
  void command(String command) {
    String answer = ask(command);
    if (!command.equals(answer)) {
      throw new IllegalStateException(command + " was answered by " + answer);
    }
  }

  /** Sends a command and returns the answer line. */
  public String ask(String command) {
    try {
      process.outputWriter(US_ASCII).append(command).append('\n').flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the process has ended before it could " + command, e);
    }
    return answer();
  }

  /** Waits for the next line of output. */
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

  /** SIGSTOP: the process is suspended while its kernel keeps accepting data for it. */
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

  /** SIGTERM: the JVM runs its shutdown hooks. Returns immediately. */
  void terminate() {
    signal("TERM"); // Process.destroy would close standard input too
  }

  /** Waits until the process has ended. */
  void awaitEnd() {
    Eventually.until("the end of the process", () -> !process.isAlive());
  }

  /** Sends SIGKILL and waits for the process to end. */
  void kill() {
    process.destroyForcibly().onExit().join();
    RUNNING.remove(process);
  }

  @Override
  public void close() {
    kill();
  }
}
