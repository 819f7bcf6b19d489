package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RecordingServer} on a fixed port that can be restarted as a new process. The records of
 * all runs are kept. Not thread-safe.
 */
public final class KillableServer implements AutoCloseable {
  private final Path folder;
  private final String name;
  private final LaunchContext launchContext;
  private final Dialect dialect;
  private final int port = ServerPorts.choose();
  private final List<RecordReader> runs = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private @Nullable Encryption encryption;
  private @Nullable ChildProcess process;
  private long newest = RecordFile.NO_FRAME;
  private long received;

  /**
   * @param folder for the records
   */
  KillableServer(Path folder, String name, Dialect dialect) {
    this(folder, name, LaunchContext.LOCAL, dialect);
  }

  /**
   * @param folder for the records
   */
  public KillableServer(Path folder, String name, LaunchContext launchContext) {
    this(folder, name, launchContext, Dialect.OCTET_COUNTING);
  }

  private KillableServer(Path folder, String name, LaunchContext launchContext, Dialect dialect) {
    this.folder = folder;
    this.name = name;
    this.launchContext = launchContext;
    this.dialect = dialect;
  }

  /** Later runs use TLS. */
  public KillableServer secure(Encryption with) {
    encryption = with;
    return this;
  }

  /** Starts a run without waiting; the server is listening a few tenths of a second later. */
  public KillableServer launch() {
    String run = name + "-" + runs.size();
    Path record = folder.resolve(run + ".record");
    runs.add(new RecordReader(record, run));
    process =
        ChildProcess.start(
            launchContext,
            RecordingServer.class,
            encryption == null ? List.of("-Xmx64m") : List.of("-Xmx64m", Encryption.FAST_JVM),
            args(record));
    return this;
  }

  private List<String> args(Path record) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of(launchContext.address(), Integer.toString(port)));
    args.addAll(List.of(record.toString(), dialect.name()));
    if (encryption != null) {
      args.add(encryption.keyStore().toString());
    }
    return args;
  }

  /** Waits until the server listens. */
  public KillableServer open() {
    running().command("open");
    return this;
  }

  void refuse() {
    running().command("refuse");
  }

  void reset() {
    running().command("reset");
  }

  /** Shuts down the server's output on all connections and reads the remaining input. */
  void finish() {
    running().command("finish");
  }

  /** Switches between slow reading and full speed, the initial mode. */
  void slow(boolean slow) {
    running().command(slow ? "slow" : "fast");
  }

  /** Waits until all connections have ended, so that nothing more will be read. */
  void settle() {
    running().command("settle");
  }

  /** SIGSTOP. */
  void pause() {
    running().pause();
  }

  /** SIGCONT. */
  void resume() {
    running().resume();
  }

  /** SIGKILL. */
  public void kill() {
    running().kill();
    process = null;
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(this + " is not running");
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  public Server address() {
    return new Server(launchContext.address(), port);
  }

  /** Returns the number of accepted connections in all runs. */
  public long connections() {
    return batches().stream().map(Batch::connection).distinct().count();
  }

  /** Returns everything read so far in all runs. */
  public List<Batch> batches() {
    readOn();
    return batches;
  }

  /** Returns the number of events read in all runs. */
  public long received() {
    readOn();
    return received;
  }

  /** Returns the highest event number read. */
  public long newest() {
    readOn();
    return newest;
  }

  /** Returns a size that grows with every event read, without decoding the events. */
  long recordedBytes() {
    return runs.stream().mapToLong(RecordReader::size).sum();
  }

  private void readOn() {
    for (RecordReader run : runs) {
      for (Batch batch : run.readOn()) {
        batches.add(batch);
        received += batch.numbers().length;
        for (long number : batch.numbers()) {
          newest = Math.max(newest, number);
        }
      }
    }
  }

  @Override
  public String toString() {
    return name + " on port " + port;
  }
}
