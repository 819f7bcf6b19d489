package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The life of a {@link LoggingApplication}, and how many of its calls have returned. */
public final class ApplicationProcess implements AutoCloseable {
  private final ChildProcess process;
  private final ReturnedCalls returned;

  private ApplicationProcess(ChildProcess process, ReturnedCalls returned) {
    this.process = process;
    this.returned = returned;
  }

  /**
   * Starts one, which logs some tenths of a second later.
   *
   * @param caller in the numbers of its events; every life has one of its own, from 0 on
   * @param folder for its file of returned calls
   */
  static ApplicationProcess start(
      Framework framework, URI configuration, int caller, int eventsPerSecond, Path folder) {
    return start(Place.HERE, framework, configuration, caller, eventsPerSecond, folder);
  }

  /**
   * The same somewhere else.
   *
   * @param eventsPerSecond 0: it logs only when it is told to
   */
  public static ApplicationProcess start(
      Place place,
      Framework framework,
      URI configuration,
      int caller,
      int eventsPerSecond,
      Path folder) {
    Path file = folder.resolve("application-" + caller + ".returned");
    ReturnedCalls returned = new ReturnedCalls(file);
    return new ApplicationProcess(
        ChildProcess.start(
            place,
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

  /** How many events were logged by calls that have returned; also after its end. */
  public int logged() {
    return returned.get();
  }

  /** Logs one event more. */
  public void log() {
    process.command("log");
  }

  /** What became of it so far; its times are of the calls since the last account. */
  public Account account() {
    return Account.parse(process.ask("account"));
  }

  /** Ends logging and the application in good order. */
  public void stop() {
    process.command("stop");
  }

  /** SIGTERM, whatever it is doing; its hooks have time until {@link #awaitEnd}. */
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
