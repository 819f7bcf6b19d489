package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

  /** What becomes of its packets under way. */
  enum Forgetting {
    OPEN,
    /** Nobody on the way knows of the connection: all are dropped. */
    FORGOTTEN,
    /** Those of the server are dropped. */
    ONLY_THERE,
    /** Nobody on the way knows of the connection: those of the sender are answered by a reset. */
    RESETS
  }

  /** How long its kernel says the same things again, and asks a silent host, before it gives up. */
  static final long LONGEST_PATIENCE_NANOS = 924 * VirtualTime.SECOND;

  private static final long FIRST_RETRANSMISSION_NANOS = 200 * VirtualTime.MILLISECOND;
  private static final long KEEPALIVE_NANOS = 60 * VirtualTime.SECOND;

  private enum FarEnd {
    OPEN,
    /** No process has it: what arrives is answered by a reset. */
    CLOSED,
    /** The host is gone: nothing is answered. */
    GONE
  }

  private final SimulatedServer server;
  private final long number;
  private final Schedule schedule;
  private final Path path;
  private final VirtualTime timeline;
  private final Ledger ledger;
  private final SentFrames frames;
  private final StringBuilder input = new StringBuilder(); // arrived here, and not read
  private final Requests requests;
  private FarEnd farEnd = FarEnd.OPEN;
  private Forgetting way = Forgetting.OPEN;
  private ReadyHandler handler = () -> {};
  private boolean attached;
  private boolean wantsWrites;
  private long freeAtNanos = Long.MIN_VALUE / 2; // when it last took bytes again
  private String failure = "";
  private boolean failureWritten; // a write has failed for it, which no read then does
  private boolean endOfStream;
  private boolean outputShut;
  private boolean provesAll; // by the end of the server's stream, for the sender
  private boolean closed;
  private boolean finArrived;
  private boolean readIsPending;
  private long written; // bytes since the beginning, as acknowledged, arrived and read
  private long writtenAtNanos;
  private long outputShutAtNanos;
  private long answersArrived;
  private long answersRead;
  private long acknowledged;
  private long arrived;
  private long read;
  private long keptWaiting; // up to here, bytes came and may have found no room
  private long unansweredSinceNanos; // when its kernel last had nothing to say again, or progress
  private long takingNanos; // time in which it took bytes
  private long takingAsOfNanos;

  SimulatedConnection(
      SimulatedServer server, long number, Schedule schedule, VirtualTime timeline, Ledger ledger) {
    this.server = server;
    this.number = number;
    this.schedule = schedule;
    this.path = schedule.path();
    this.timeline = timeline;
    this.ledger = ledger;
    this.takingAsOfNanos = timeline.now();
    this.requests = new Requests(schedule.manner());
    long upAtNanos = timeline.now();
    this.frames =
        new SentFrames(
            schedule.format(), frame -> ledger.begins(frame, number, upAtNanos, timeline.now()));
  }

  long number() {
    return number;
  }

  @Override
  public void attach(ReadyHandler newHandler) {
    handler = newHandler;
    attached = true;
  }

  @Override
  public void wantWrites(boolean wanted) {
    passTime();
    if (wantsWrites && !wanted) {
      freeAtNanos = timeline.now();
    }
    wantsWrites = wanted;
  }

  private void passTime() {
    takingNanos += wantsWrites ? 0 : timeline.now() - takingAsOfNanos;
    takingAsOfNanos = timeline.now();
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!failure.isEmpty()) {
      failureWritten = true;
      throw new IOException(failure);
    }
    passTime();
    if (written == acknowledged) {
      unansweredSinceNanos = timeline.now();
    }
    long room = path.sendBytes - (written - acknowledged);
    int count = (int) Math.min(bytes.remaining(), room);
    frames.write(bytes, count, takingNanos);
    written += count;
    writtenAtNanos = count > 0 ? timeline.now() : writtenAtNanos;
    transmit(path.latencyNanos);
    return count;
  }

  private void transmit(long delayNanos) {
    long upTo = written;
    boolean fin = outputShut;
    long asked = requests.asked();
    timeline.in(delayNanos, () -> meetsTheWay(() -> arrive(upTo, fin, asked)));
  }

  /** A packet of the sender's comes to where packets are dropped, if they are. */
  private void meetsTheWay(Runnable arrives) {
    switch (way) {
      case OPEN, ONLY_THERE -> arrives.run();
      case FORGOTTEN -> {}
      case RESETS -> timeline.in(path.latencyNanos, () -> breaks("Connection reset"));
    }
  }

  /** The server's kernel says something. */
  private void answers(Runnable arrives) {
    timeline.in(
        path.latencyNanos,
        () -> {
          if (way == Forgetting.OPEN) {
            arrives.run();
          }
        });
  }

  /** What arrived comes first, then the end of the stream, and a reset that followed it never. */
  @Override
  public int read(ByteBuffer into) throws IOException {
    answersRead = answersArrived;
    if (!input.isEmpty()) {
      int count = Math.min(into.remaining(), input.length());
      into.put(input.substring(0, count).getBytes(US_ASCII));
      input.delete(0, count);
      return count;
    }
    if (!endOfStream && !failure.isEmpty() && !failureWritten) {
      throw new IOException(failure);
    }
    if (!endOfStream && failure.isEmpty()) {
      return 0;
    }
    provesAll = endOfStream && provesAll();
    return -1;
  }

  private boolean provesAll() {
    boolean rested =
        ReplacementChecks.isRest(outputShutAtNanos - writtenAtNanos, roundTripNanos())
            || timeline.now() - outputShutAtNanos >= roundTripNanos();
    return outputShut && rested;
  }

  @Override
  public long roundTripNanos() {
    return 2 * path.latencyNanos;
  }

  @Override
  public boolean canAskForReceipts() {
    return schedule.manner() != Requests.Manner.NO_TLS && !outputShut;
  }

  @Override
  public void askForReceipts(int wanted) throws IOException {
    if (!failure.isEmpty()) {
      failureWritten = true;
      throw new IOException(failure);
    }
    requests.ask(wanted, written);
    transmit(path.latencyNanos);
  }

  @Override
  public long receipts() {
    return answersRead;
  }

  /** A socket that is not connected any more does not mind. */
  @Override
  public void shutdownOutput() {
    if (frames.isAnyWhole() && !schedule.isRelp()) {
      boolean rested = ReplacementChecks.isRest(timeline.now() - writtenAtNanos, roundTripNanos());
      // A batch that was not taken for a second did not keep the next connection from being used.
      boolean late = timeline.now() - freeAtNanos < 2 * VirtualTime.SECOND;
      ledger.halfCloses(number, rested, timeline.now(), late);
    }
    outputShut = true;
    outputShutAtNanos = timeline.now();
    if (written == acknowledged) {
      unansweredSinceNanos = timeline.now();
    }
    transmit(path.latencyNanos);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ledger.closes(number, provesAll);
    if (!failure.isEmpty()) {
      return;
    }
    if (!input.isEmpty()) {
      timeline.in(path.latencyNanos, () -> meetsTheWay(this::resetBySender));
    } else if (!outputShut) {
      outputShut = true;
      transmit(path.latencyNanos);
    }
  }

  @Override
  public void reset() {
    if (!closed) {
      closed = true;
      ledger.closes(number, false);
      timeline.in(path.latencyNanos, () -> meetsTheWay(this::resetBySender));
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
    boolean heard = !input.isEmpty() || answersRead < answersArrived;
    boolean readable = heard || endOfStream || !failure.isEmpty();
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

  private void arrive(long upTo, boolean fin, long asked) {
    if (farEnd == FarEnd.CLOSED && upTo > arrived) {
      answers(() -> breaks("Connection reset"));
    } else if (farEnd == FarEnd.OPEN) {
      arrived = Math.max(arrived, Math.min(upTo, read + path.receiveBytes));
      keptWaiting = Math.max(keptWaiting, upTo);
      finArrived = finArrived || (fin && arrived == written);
      requests.arrive(asked);
      long now = arrived;
      answers(() -> isAcknowledged(now));
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

  /** From now on its packets are dropped, of both ends or only of the server, or are answered. */
  void isForgotten(Forgetting by, double part) {
    if (way != Forgetting.OPEN) {
      return;
    }
    way = by;
    if (by == Forgetting.RESETS) {
      timeline.in((long) (part * untilItSpeaksNanos()), () -> breaks("Connection reset"));
    } else {
      giveUpInTime();
    }
  }

  private void giveUpInTime() {
    boolean unanswered = written > acknowledged || outputShut;
    long givesUpAtNanos =
        unanswered
            ? unansweredSinceNanos + LONGEST_PATIENCE_NANOS
            : unansweredSinceNanos + 2 * KEEPALIVE_NANOS;
    if (timeline.now() >= givesUpAtNanos) {
      breaks("Connection timed out");
    } else if (!closed) {
      timeline.in(givesUpAtNanos - timeline.now(), this::giveUpInTime);
    }
  }

  boolean isOpenAtServer() {
    return farEnd == FarEnd.OPEN;
  }

  /** For how long, counting the time in which bytes are taken, the oldest message is unread. */
  long waitingNanos() {
    passTime();
    SentFrames.SentFrame oldest = frames.oldest();
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
    serverReads(1.0);
  }

  /**
   * The server's process reads a part of what is there, or all.
   *
   * @return whether it has all
   */
  boolean serverReads(double part) {
    readIsPending = false;
    serverReads(read + (long) Math.ceil((arrived - read) * part));
    if (farEnd != FarEnd.OPEN || read < arrived) {
      return farEnd != FarEnd.OPEN;
    }
    if (finArrived) {
      ledger.streamEnds(frames.endInHalfMessage());
      server.hasReadToTheEnd(this);
    } else if (written > arrived) { // there is room again, which it learns, or tries
      transmit(way == Forgetting.OPEN ? 2 * path.latencyNanos : FIRST_RETRANSMISSION_NANOS);
    }
    return true;
  }

  private void serverReads(long upTo) {
    if (farEnd != FarEnd.OPEN) {
      return;
    }
    if (frames.isOldestWithin(upTo)) {
      ledger.readAfter(waitingNanos());
    }
    read = upTo;
    for (SentFrames.SentFrame frame = frames.nextWithin(read);
        frame != null && farEnd == FarEnd.OPEN;
        frame = frames.nextWithin(read)) {
      server.takes(frame, this);
    }
    while (farEnd == FarEnd.OPEN && requests.isNextWithin(read)) {
      meet(requests.readNext(timeline.now()));
    }
  }

  private void meet(Requests.Reaction outcome) {
    switch (outcome) {
      case NOTHING -> {}
      case AN_ANSWER ->
          timeline.in(
              server.answerNanos(),
              () -> {
                if (farEnd == FarEnd.OPEN) {
                  answers(() -> answersArrived++);
                }
              });
      case AN_END -> serverDies(0, 0);
    }
  }

  void serverSays(String text) {
    answers(() -> input.append(text));
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
      answers(() -> endOfStream = true);
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
    long underWay = way == Forgetting.OPEN ? written : arrived;
    long most = Math.max(arrived, Math.min(underWay, read + path.receiveBytes));
    arrived += (long) ((most - arrived) * arriving);
  }

  private void isReset() {
    if (farEnd == FarEnd.OPEN) {
      farEnd = FarEnd.CLOSED;
      server.leaves(this);
      answers(() -> breaks("Connection reset"));
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
    timeline.in((long) (part * untilItSpeaksNanos()), () -> answersAfterBoot());
  }

  private void answersAfterBoot() {
    if (way == Forgetting.OPEN) {
      breaks("Connection reset");
    }
  }

  /** The longest that the sender's kernel can be silent. */
  private long untilItSpeaksNanos() {
    return written > acknowledged
        ? FIRST_RETRANSMISSION_NANOS + timeline.now() - unansweredSinceNanos
        : KEEPALIVE_NANOS;
  }
}
