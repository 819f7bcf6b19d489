package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.ReadyHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A TCP connection with the kernels at both ends. Written bytes stay in the sender's kernel until
 * they have arrived, which takes time and needs room in the server's kernel, and stay there until
 * the server's process reads them. When the connection ends, unread bytes are lost.
 */
final class SimulatedConnection implements Connection {

  /**
   * The network path between two hosts.
   *
   * @param latencyNanos in one direction
   * @param sendBytes capacity of the sender's kernel
   * @param receiveBytes capacity of the server's kernel
   */
  record Path(long latencyNanos, int sendBytes, int receiveBytes) {}

  /** What happens to the connection's packets in the network. */
  enum Forgetting {
    OPEN,
    /** A router has lost the connection's state: all packets are dropped. */
    FORGOTTEN,
    /** The server's packets are dropped. */
    ONLY_THERE,
    /** A router has lost the connection's state: it answers the sender's packets with a reset. */
    RESETS
  }

  /** How long the kernel retransmits and probes a silent host before it gives up. */
  static final long LONGEST_PATIENCE_NANOS = 924 * VirtualTime.SECOND;

  private static final long FIRST_RETRANSMISSION_NANOS = 200 * VirtualTime.MILLISECOND;
  private static final long KEEPALIVE_NANOS = 60 * VirtualTime.SECOND;

  private enum FarEnd {
    OPEN,
    /** No process has the socket: arriving data is answered with a reset. */
    CLOSED,
    /** The host has vanished: nothing is answered. */
    GONE
  }

  private final SimulatedServer server;
  private final long number;
  private final Schedule schedule;
  private final Path path;
  private final VirtualTime timeline;
  private final Ledger ledger;
  private final SentFrames frames;
  private final StringBuilder input = new StringBuilder(); // arrived at the sender, and unread
  private final Requests requests;
  private FarEnd farEnd = FarEnd.OPEN;
  private Forgetting way = Forgetting.OPEN;
  private ReadyHandler handler = () -> {};
  private boolean attached;
  private boolean wantsWrites;
  private long freeAtNanos = Long.MIN_VALUE / 2; // when it last became unblocked
  private String failure = "";
  private boolean failureWritten; // a write has reported it; reads no longer do
  private boolean endOfStream;
  private boolean outputShut;
  private boolean provesAll; // whether the server's end of stream is a proof for the sender
  private boolean closed;
  private boolean finArrived;
  private boolean readIsPending;
  private long written; // bytes since the start, as acknowledged, arrived and read
  private long writtenAtNanos;
  private long outputShutAtNanos;
  private long answersArrived;
  private long answersRead;
  private long acknowledged;
  private long arrived;
  private long read;
  private long keptWaiting; // bytes up to here may have arrived when there was no room
  private long unansweredSinceNanos; // since when its kernel retransmits without progress
  private long takingNanos; // time in which it accepted bytes
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
    this.frames =
        new SentFrames(schedule.format(), frame -> ledger.begins(frame, number, timeline.now()));
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

  /** A packet of the sender passes the router that may drop it. */
  private void meetsTheWay(Runnable arrives) {
    switch (way) {
      case OPEN, ONLY_THERE -> arrives.run();
      case FORGOTTEN -> {}
      case RESETS -> timeline.in(path.latencyNanos, () -> breaks("Connection reset"));
    }
  }

  /** The server's kernel sends a packet. */
  private void answers(Runnable arrives) {
    timeline.in(
        path.latencyNanos,
        () -> {
          if (way == Forgetting.OPEN) {
            arrives.run();
          }
        });
  }

  /**
   * Returns data that arrived, then the end of the stream; a reset after that is never reported.
   */
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

  /** Does nothing if the socket is no longer connected. */
  @Override
  public void shutdownOutput() {
    if (frames.isAnyWhole() && !schedule.isRelp()) {
      boolean rested = ReplacementChecks.isRest(timeline.now() - writtenAtNanos, roundTripNanos());
      // A batch that was blocked for 1 s did not delay the next connection.
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

  /** Whether it is readable, or writable while the sender waits for that. */
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

  // The server's end.

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
      ledger.ends(number, timeline.now());
    }
  }

  /**
   * From now on packets of both ends or only of the server are dropped, or answered with a reset.
   */
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

  /**
   * How long the oldest message has been unread, counting only time in which bytes are accepted.
   */
  long waitingNanos() {
    passTime();
    SentFrames.SentFrame oldest = frames.oldest();
    return oldest == null ? 0 : takingNanos - oldest.takingNanos();
  }

  /** Requests a read; returns whether it is the first request since {@link #serverReads}. */
  boolean asksForRead() {
    boolean first = !readIsPending;
    readIsPending = true;
    return first;
  }

  /** The server's process reads everything that has arrived. */
  void serverReads() {
    serverReads(1.0);
  }

  /**
   * The server's process reads a part of what has arrived, or everything.
   *
   * @return whether it has read everything
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
    } else if (written > arrived) { // there is room again: the sender's kernel learns it or retries
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
   * The server's process closes the connection after reading everything that has arrived. Not while
   * bytes are waiting for room, since it is then unknown how long they have been in flight.
   */
  void serverEnds() {
    if (arrived < keptWaiting) {
      isReset();
    } else if (farEnd == FarEnd.OPEN) {
      farEnd = FarEnd.CLOSED;
      server.leaves(this);
      answers(
          () -> {
            endOfStream = true;
            ledger.ends(number, timeline.now());
          });
    }
  }

  /**
   * The server's process is killed, or closes without reading.
   *
   * @param arriving fraction of the data in flight that still arrives, 0 to 1
   * @param reading fraction of the arrived data that it still reads, 0 to 1
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

  /** A router sends a reset to both ends. */
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

  /** The server's host vanishes without a packet; the sender's kernel gives up after a time. */
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
   * The host is up again without the connection's state. The sender's kernel learns it from the
   * reset after its next packet: a retransmission, at intervals that double, or a keepalive.
   *
   * @param part fraction of the longest time that this can take, 0 to 1
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

  /** The longest time until the sender's kernel sends another packet. */
  private long untilItSpeaksNanos() {
    return written > acknowledged
        ? FIRST_RETRANSMISSION_NANOS + timeline.now() - unansweredSinceNanos
        : KEEPALIVE_NANOS;
  }
}
