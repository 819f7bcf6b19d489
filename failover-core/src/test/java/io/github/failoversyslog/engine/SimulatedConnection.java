package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.Server;
import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.ReadyHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A TCP connection with the kernels at both its ends. What was written stays with the sender's
 * kernel until it has arrived, which takes a time and room at the server's, and stays there until
 * the server's process reads it. Whatever ends the connection takes with it what has not been read.
 */
final class SimulatedConnection implements Connection {

  /**
   * The way between two hosts.
   *
   * @param latencyNanos in one direction
   * @param sendBytes what the sender's kernel holds
   * @param receiveBytes what the server's kernel holds
   */
  record Path(long latencyNanos, int sendBytes, int receiveBytes) {}

  private static final long FIRST_RETRANSMISSION_NANOS = 200 * Timeline.MILLISECOND;
  private static final long KEEPALIVE_NANOS = 60 * Timeline.SECOND;

  private enum FarEnd {
    OPEN,
    /** No process has it: what arrives is answered by a reset. */
    CLOSED,
    /** The host is gone: nothing is answered. */
    GONE
  }

  private final SimulatedServer server;
  private final long generation;
  private final Path path;
  private final Timeline timeline;
  private final Ledger ledger;
  private final SentFrames frames;
  private final StringBuilder input = new StringBuilder(); // arrived here, and not read
  private FarEnd farEnd = FarEnd.OPEN;
  private ReadyHandler handler = () -> {};
  private boolean attached;
  private boolean wantsWrites;
  private String failure = "";
  private boolean endOfStream;
  private boolean endOfStreamRead;
  private boolean outputShut;
  private boolean closed;
  private boolean finArrived;
  private boolean readIsPending;
  private long written; // bytes since the beginning, as the next three
  private long acknowledged;
  private long arrived;
  private long read;
  private long keptWaiting; // up to here, bytes came and may have found no room
  private long unansweredSinceNanos; // when its kernel last had nothing to say again, or progress
  private long takingNanos; // time in which it took bytes
  private long takingAsOfNanos;

  SimulatedConnection(
      SimulatedServer server,
      long generation,
      Path path,
      SentFrames.Format format,
      Timeline timeline,
      Ledger ledger) {
    this.server = server;
    this.generation = generation;
    this.path = path;
    this.timeline = timeline;
    this.ledger = ledger;
    this.takingAsOfNanos = timeline.now();
    this.frames = new SentFrames(format, frame -> ledger.begins(frame, generation));
  }

  @Override
  public Server server() {
    return server.address();
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public void attach(ReadyHandler newHandler) {
    handler = newHandler;
    attached = true;
  }

  @Override
  public void wantWrites(boolean wanted) {
    passTime();
    wantsWrites = wanted;
  }

  private void passTime() {
    takingNanos += wantsWrites ? 0 : timeline.now() - takingAsOfNanos;
    takingAsOfNanos = timeline.now();
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    failIfBroken();
    passTime();
    if (written == acknowledged) {
      unansweredSinceNanos = timeline.now();
    }
    long room = path.sendBytes - (written - acknowledged);
    int count = (int) Math.min(bytes.remaining(), room);
    frames.write(bytes, count, takingNanos);
    written += count;
    transmit(path.latencyNanos);
    return count;
  }

  private void failIfBroken() throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
  }

  private void transmit(long delayNanos) {
    long upTo = written;
    boolean fin = outputShut;
    timeline.in(delayNanos, () -> arrive(upTo, fin));
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!input.isEmpty()) {
      int count = Math.min(into.remaining(), input.length());
      into.put(input.substring(0, count).getBytes(US_ASCII));
      input.delete(0, count);
      return count;
    }
    failIfBroken();
    endOfStreamRead = endOfStream;
    return endOfStream ? -1 : 0;
  }

  @Override
  public void shutdownOutput() throws IOException {
    failIfBroken();
    outputShut = true;
    transmit(path.latencyNanos);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ledger.closes(generation, outputShut && endOfStreamRead);
    if (!failure.isEmpty()) {
      return;
    }
    if (!input.isEmpty()) {
      timeline.in(path.latencyNanos, this::resetBySender);
    } else if (!outputShut) {
      outputShut = true;
      transmit(path.latencyNanos);
    }
  }

  @Override
  public void reset() {
    if (!closed) {
      closed = true;
      ledger.closes(generation, false);
      timeline.in(path.latencyNanos, this::resetBySender);
    }
  }

  private void resetBySender() {
    if (farEnd == FarEnd.OPEN) {
      farEnd = FarEnd.CLOSED;
      server.leaves(this);
    }
  }

  /** Whether there is something to read, or room to write that is waited for. */
  boolean isReady() {
    boolean readable = !input.isEmpty() || endOfStream || !failure.isEmpty();
    boolean writable = wantsWrites && written - acknowledged < path.sendBytes;
    return attached && !closed && (readable || writable);
  }

  void tellIfReady() {
    if (isReady()) {
      handler.ready();
    }
  }

  boolean isClosed() {
    return closed;
  }

  // The other end.

  private void arrive(long upTo, boolean fin) {
    if (farEnd == FarEnd.CLOSED && upTo > arrived) {
      timeline.in(path.latencyNanos, () -> breaks("Connection reset"));
    } else if (farEnd == FarEnd.OPEN) {
      arrived = Math.max(arrived, Math.min(upTo, read + path.receiveBytes));
      keptWaiting = Math.max(keptWaiting, upTo);
      finArrived = finArrived || (fin && arrived == written);
      long now = arrived;
      timeline.in(path.latencyNanos, () -> isAcknowledged(now));
      server.hasInput(this);
    }
  }

  private void isAcknowledged(long bytes) {
    if (bytes > acknowledged) {
      acknowledged = bytes;
      unansweredSinceNanos = timeline.now();
    }
  }

  private void breaks(String reason) {
    if (failure.isEmpty()) {
      failure = reason;
    }
  }

  boolean isOpenAtServer() {
    return farEnd == FarEnd.OPEN;
  }

  /** For how long, counting the time in which bytes are taken, the oldest message is unread. */
  long waitingNanos() {
    passTime();
    SentFrames.Frame oldest = frames.oldest();
    return oldest == null ? 0 : takingNanos - oldest.takingNanos();
  }

  /** Returns whether nobody has asked since {@link #serverReads}. */
  boolean asksForRead() {
    boolean first = !readIsPending;
    readIsPending = true;
    return first;
  }

  /** The server's process reads all that is there. */
  void serverReads() {
    readIsPending = false;
    serverReads(arrived);
    if (farEnd == FarEnd.OPEN && finArrived) {
      ledger.streamEnds(frames.endInHalfMessage());
      serverEnds();
    } else if (farEnd == FarEnd.OPEN && written > arrived) {
      transmit(2 * path.latencyNanos); // there is room again
    }
  }

  private void serverReads(long upTo) {
    if (farEnd != FarEnd.OPEN) {
      return;
    }
    ledger.readAfter(waitingNanos());
    read = upTo;
    for (SentFrames.Frame frame = frames.nextWithin(read);
        frame != null && farEnd == FarEnd.OPEN;
        frame = frames.nextWithin(read)) {
      server.takes(frame, this);
    }
  }

  void serverSays(String text) {
    timeline.in(path.latencyNanos, () -> input.append(text));
  }

  /**
   * The server's process closes the connection, having read all that is there. Not while it has
   * kept bytes waiting for room: no time says how long they have been on their way then.
   */
  void serverEnds() {
    if (arrived < keptWaiting) {
      isReset();
    } else if (farEnd == FarEnd.OPEN) {
      farEnd = FarEnd.CLOSED;
      server.leaves(this);
      timeline.in(path.latencyNanos, this::endOfStreamArrives);
    }
  }

  /**
   * When both ends say at the same time that no more will come, the server's word looks like an
   * answer to ours and is none. That nobody can tell; it is left out here.
   */
  private void endOfStreamArrives() {
    if (outputShut && !finArrived) {
      breaks("Connection reset");
    } else {
      endOfStream = true;
    }
  }

  /**
   * The server's process is killed, or closes without reading.
   *
   * @param arriving how much of what is on its way still arrives, 0 to 1
   * @param reading how much of what is there it still reads
   */
  void serverDies(double arriving, double reading) {
    if (farEnd == FarEnd.OPEN) {
      arrivesPartly(arriving);
      serverReads(read + (long) ((arrived - read) * reading));
      if (arrived > read) {
        isReset();
      } else {
        serverEnds();
      }
    }
  }

  /** Something on the way sends a reset to both ends. */
  void isCut(double arriving, double reading) {
    if (farEnd == FarEnd.OPEN) {
      arrivesPartly(arriving);
      serverReads(read + (long) ((arrived - read) * reading));
      isReset();
    }
  }

  private void arrivesPartly(double arriving) {
    long most = Math.max(arrived, Math.min(written, read + path.receiveBytes));
    arrived += (long) ((most - arrived) * arriving);
  }

  private void isReset() {
    if (farEnd == FarEnd.OPEN) {
      farEnd = FarEnd.CLOSED;
      server.leaves(this);
      timeline.in(path.latencyNanos, () -> breaks("Connection reset"));
    }
  }

  /** The server's host is gone without a word; the sender's kernel gives up after a time. */
  void hostVanishes(long giveUpNanos) {
    farEnd = FarEnd.GONE;
    timeline.in(
        giveUpNanos,
        () -> {
          if (farEnd == FarEnd.GONE) {
            breaks("Connection timed out");
          }
        });
  }

  /**
   * The host is there again and knows nothing of the connection. The sender's kernel learns it when
   * it says something again: what is not acknowledged, at intervals that double, or a keepalive.
   *
   * @param part of the time that this can take, 0 to 1
   */
  void hostReturns(double part) {
    farEnd = FarEnd.CLOSED;
    long longestNanos =
        written > acknowledged
            ? FIRST_RETRANSMISSION_NANOS + timeline.now() - unansweredSinceNanos
            : KEEPALIVE_NANOS;
    timeline.in((long) (part * longestNanos), () -> breaks("Connection reset"));
  }
}
