package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RecordingServer} on a port of its own, through several runs of its process. What every
 * run has read stays. For one thread at a time.
 */
public final class KillableServer implements AutoCloseable {
  private final Path folder;
  private final String name;
  private final Place place;
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
    this(folder, name, Place.HERE, dialect);
  }

  /**
   * @param folder for the records
   */
  public KillableServer(Path folder, String name, Place place) {
    this(folder, name, place, Dialect.OCTET_COUNTING);
  }

  private KillableServer(Path folder, String name, Place place, Dialect dialect) {
    this.folder = folder;
    this.name = name;
    this.place = place;
    this.dialect = dialect;
  }

  /** Its runs from now on speak TLS. */
  public KillableServer secure(Encryption with) {
    encryption = with;
    return this;
  }

  /** Begins a run; it listens some tenths of a second later. */
  public KillableServer launch() {
    String run = name + "-" + runs.size();
    Path record = folder.resolve(run + ".record");
    runs.add(new RecordReader(record, run));
    process =
        ChildProcess.start(
            place,
            RecordingServer.class,
            encryption == null ? List.of("-Xmx64m") : List.of("-Xmx64m", Encryption.FAST_JVM),
            args(record));
    return this;
  }

  private List<String> args(Path record) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of(place.address(), Integer.toString(port)));
    args.addAll(List.of(record.toString(), dialect.name()));
    if (encryption != null) {
      args.add(encryption.keyStore().toString());
    }
    return args;
  }

  /** Returns when it listens. */
  public KillableServer open() {
    running().command("open");
    return this;
  }

  /** New connections are refused from now on. */
  void refuse() {
    running().command("refuse");
  }

  /** All connections are reset. */
  void reset() {
    running().command("reset");
  }

  /** Our side of all connections ends, and the rest is read. */
  void finish() {
    running().command("finish");
  }

  /** Reads as fast as it can, as at the beginning, or does not. */
  void slow(boolean slow) {
    running().command(slow ? "slow" : "fast");
  }

  /** Returns when all connections have ended: it has read whatever it will. */
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
    return new Server(place.address(), port);
  }

  /** How many connections it has accepted, in all its runs. */
  public long connections() {
    return batches().stream().map(Batch::connection).distinct().count();
  }

  /** Whatever it has read so far, in all its runs. */
  public List<Batch> batches() {
    readOn();
    return batches;
  }

  /** How many events it has read, in all its runs. */
  public long received() {
    readOn();
    return received;
  }

  /** The highest number of an event that it has read. */
  public long newest() {
    readOn();
    return newest;
  }

  /** Grows with every event that it reads, without taking note of which they are. */
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
