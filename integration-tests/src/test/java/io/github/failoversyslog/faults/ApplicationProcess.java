package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A {@link LoggingApplication} in its own JVM, and the number of its completed log calls. */
public final class ApplicationProcess implements AutoCloseable {
  private final ChildProcess process;
  private final ReturnedCalls returned;

  private ApplicationProcess(ChildProcess process, ReturnedCalls returned) {
    this.process = process;
    this.returned = returned;
  }

  /**
   * Starts an application; it begins to log a few tenths of a second later.
   *
   * @param caller the caller number in its events; each process needs its own, counting from 0
   * @param folder where the file of completed calls is created
   */
  static ApplicationProcess start(
      Framework framework, URI configuration, int caller, int eventsPerSecond, Path folder) {
    return start(LaunchContext.LOCAL, framework, configuration, caller, eventsPerSecond, folder);
  }

  /**
   * Starts an application in the given launch context.
   *
   * @param eventsPerSecond 0: it logs only on {@link #log}
   */
  public static ApplicationProcess start(
      LaunchContext launchContext,
      Framework framework,
      URI configuration,
      int caller,
      int eventsPerSecond,
      Path folder) {
    Path file = folder.resolve("application-" + caller + ".returned");
    ReturnedCalls returned = new ReturnedCalls(file);
    return new ApplicationProcess(
        ChildProcess.start(
            launchContext,
            LoggingApplication.class,
            List.of(),
            List.of(
                framework.name(),
                configuration.toString(),
                Integer.toString(caller),
                Integer.toString(eventsPerSecond),
                file.toString())),
        returned);
  }

  /** Returns how many log calls have returned; can still be read after the process has ended. */
  public int logged() {
    return returned.get();
  }

  public void log() {
    process.command("log");
  }

  /** Returns the current counters; call times cover the time since the previous report. */
  public ProcessReport processReport() {
    return ProcessReport.parse(process.ask("report"));
  }

  /** Stops logging and shuts the application down cleanly. */
  public void stop() {
    process.command("stop");
  }

  /** Sends SIGTERM without waiting; the shutdown hooks may run until {@link #awaitEnd}. */
  void terminate() {
    process.terminate();
  }

  void awaitEnd() {
    process.awaitEnd();
  }

  /** SIGKILL. */
  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
