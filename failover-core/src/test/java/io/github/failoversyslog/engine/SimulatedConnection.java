package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.ReadyHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * The sender's end of a TCP connection, with its kernel. Written bytes stay in the kernel until
 * they have arrived at the {@link ServerEnd}, which takes time and needs room there, and stay there
 * until the server's process reads them. When the connection ends, unread bytes are lost.
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

  private static final long LONG_PAUSE_NANOS = 100 * VirtualTime.SECOND;

  private final long number;
  private final Schedule schedule;
  private final Path path;
  private final VirtualTime timeline;
  private final SenderClock clock;
  private final Ledger ledger;
  private final Situations situations;
  private final SentFrames frames;
  private final StringBuilder input = new StringBuilder(); // arrived, and unread
  private final Requests requests;
  private final Route route;
  private final ServerEnd far;
  private final SimulatedTls tls;
  private final SendQueue queue;
  private ReadyHandler handler = () -> {};
  private boolean attached;
  private boolean wantsWrites;
  private long freeAtNanos = Long.MIN_VALUE / 2; // when it last became unblocked
  private String failure = "";
  private boolean failureWritten; // a write has reported it; reads no longer do
  private boolean endOfStream;
  private long endedAtNanos; // when that arrived
  private boolean anyRead;
  private long heardAtNanos; // when the last input arrived
  private boolean outputShut;
  private boolean heldBytes; // when the output was shut: not all had arrived
  private boolean looksLikeReceipt; // once the connection had rested, but bytes were lost
  private boolean provesAll; // whether the server's end of stream is a proof for the sender
  private boolean closed;
  private long writtenAtNanos; // of bytes or requests
  private long outputShutAtNanos;
  private long answersArrived;
  private long answersRead;
  private long takingNanos; // time in which it accepted bytes
  private long takingAsOfNanos;

  SimulatedConnection(SimulatedServer server, long number, World world) {
    this.number = number;
    this.schedule = world.schedule();
    this.path = schedule.path();
    this.timeline = world.timeline();
    this.clock = world.clock();
    this.ledger = world.ledger();
    this.situations = world.situations();
    this.takingAsOfNanos = timeline.now();
    this.queue = new SendQueue(timeline, path.sendBytes);
    this.requests = new Requests(schedule.manner());
    this.route = new Route(timeline, server.path(), path.latencyNanos);
    this.frames =
        new SentFrames(schedule.format(), frame -> ledger.begins(frame, number, timeline.now()));
    this.far = new ServerEnd(this, server, world);
    boolean encrypted = schedule.manner() != Requests.Manner.NO_TLS;
    this.tls = new SimulatedTls(this, server.path(), encrypted);
  }

  long number() {
    return number;
  }

  ServerEnd far() {
    return far;
  }

  SentFrames frames() {
    return frames;
  }

  Requests requests() {
    return requests;
  }

  SimulatedTls tls() {
    return tls;
  }

  Route route() {
    return route;
  }

  @Override
  public void attach(ReadyHandler newHandler) {
    handler = newHandler;
    attached = true;
  }

  @Override
  public boolean handshake() throws IOException {
    requireUnbroken();
    if (endOfStream) {
      throw new IOException("ended in the handshake");
    }
    return tls.advances();
  }

  @Override
  public boolean mayBeRejected() {
    return tls.isUsed() && !anyRead;
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

  /** The time in which it accepted bytes so far. */
  long takingNanos() {
    passTime();
    return takingNanos;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    requireUnbroken();
    passTime();
    int count = (int) Math.min(bytes.remaining(), queue.room());
    boolean cut = count < bytes.remaining() && count > 0;
    situations.sawIf(cut && frames.cutsFrame(bytes, count), Situation.WRITE_CUTS_A_FRAME);
    long writtenBefore = queue.written();
    queue.takes(count);
    if (route.sticks(writtenBefore, count)) {
      situations.saw(Situation.BLACK_HOLE_TAKES_A_WRITE);
      giveUpInTime(route::isStuck);
    } else {
      situations.sawIf(
          count > 0 && far.path().isBlackHole() && !route.isStuck(),
          Situation.BLACK_HOLE_PASSES_A_SMALL_WRITE);
    }
    frames.write(bytes, count, takingNanos);
    writtenAtNanos = count > 0 ? timeline.now() : writtenAtNanos;
    transmit(path.latencyNanos);
    return count;
  }

  private void requireUnbroken() throws IOException {
    if (!failure.isEmpty()) {
      failureWritten = true;
      throw new IOException(failure);
    }
  }

  /** The kernel sends what it holds, after a delay. */
  void transmit(long delayNanos) {
    long upTo = route.passable(queue.written());
    boolean fin = outputShut;
    long asked = requests.asked();
    route.there(delayNanos, () -> far.arrive(upTo, fin, asked), () -> breaks("Connection reset"));
  }

  /**
   * Returns data that arrived, then the end of the stream; a reset after that is never reported.
   */
  @Override
  public int read(ByteBuffer into) throws IOException {
    answersRead = answersArrived;
    if (!input.isEmpty()) {
      situations.sawIf(
          timeline.now() - heardAtNanos > LONG_PAUSE_NANOS, Situation.SERVER_HEARD_AFTER_A_PAUSE);
      int count = Math.min(into.remaining(), input.length());
      into.put(input.substring(0, count).getBytes(US_ASCII));
      input.delete(0, count);
      anyRead = true;
      return count;
    }
    if (!endOfStream && !failure.isEmpty() && !failureWritten) {
      throw new IOException(failure);
    }
    if (!endOfStream && failure.isEmpty()) {
      return 0;
    }
    provesAll = endOfStream && isProofFrom(clock.lookedAtWorldNanos());
    if (endOfStream && isProofFrom(endedAtNanos) && looksLikeReceipt) {
      situations.saw(Situation.END_OF_STREAM_THAT_LOOKS_LIKE_A_RECEIPT);
      frames.forEachUnread(frame -> ledger.excuses(frame.message()));
    }
    return -1;
  }

  /**
   * @param openAtNanos the server's end of stream has not arrived before this time
   */
  private boolean isProofFrom(long openAtNanos) {
    boolean rested =
        ReplacementChecks.isRest(outputShutAtNanos - writtenAtNanos, roundTripNanos())
            || openAtNanos - outputShutAtNanos >= roundTripNanos();
    situations.sawIf(outputShut && !rested, Situation.END_OF_STREAM_TOO_SOON_FOR_A_PROOF);
    return outputShut && rested;
  }

  @Override
  public long roundTripNanos() {
    return 2 * path.latencyNanos;
  }

  @Override
  public boolean canAskForReceipts() {
    return tls.isUsed() && !outputShut;
  }

  @Override
  public void askForReceipts(int wanted) throws IOException {
    requireUnbroken();
    requests.ask(wanted, queue.written());
    writtenAtNanos = timeline.now();
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
    heldBytes = !queue.isEmpty();
    situations.sawIf(heldBytes, Situation.HALF_CLOSE_BEHIND_BYTES_ON_THEIR_WAY);
    if (endOfStream) {
      throw new AssertionError("connection " + number + " is half-closed after its end was seen");
    }
    outputShut = true;
    outputShutAtNanos = timeline.now();
    queue.endsStream();
    transmit(path.latencyNanos);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // A sender that was paused since it wrote may take the rest for shorter than it was.
    ledger.closes(number, provesAll && clock.hasRunSince(writtenAtNanos));
    situations.sawIf(
        failure.isEmpty() && !endOfStream && outputShut, Situation.CLOSED_WITHOUT_AN_ANSWER);
    if (!failure.isEmpty()) {
      return;
    }
    if (!input.isEmpty()) {
      situations.saw(Situation.CLOSED_WITH_UNREAD_INPUT);
      route.there(path.latencyNanos, far::resetBySender, () -> {});
    } else if (!outputShut) {
      outputShut = true;
      transmit(path.latencyNanos);
    }
  }

  @Override
  public void reset() {
    if (!closed) {
      closed = true;
      situations.saw(Situation.RESET_WITHIN_A_FRAME);
      ledger.closes(number, false);
      route.there(path.latencyNanos, far::resetBySender, () -> {});
    }
  }

  /** Whether it is readable, or writable while the sender waits for that. */
  boolean isReady() {
    boolean heard = !input.isEmpty() || answersRead < answersArrived;
    boolean readable = heard || tls.isNews() || endOfStream || !failure.isEmpty();
    boolean writable = wantsWrites && queue.room() > 0;
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

  boolean isOutputShut() {
    return outputShut;
  }

  /** Whether the sender waits until it can write more. */
  boolean isBlocked() {
    return wantsWrites;
  }

  long written() {
    return queue.written();
  }

  /** When bytes or requests were last written. */
  long writtenAtNanos() {
    return writtenAtNanos;
  }

  // What the network and the server's end do to it.

  void isAcknowledged(long bytes) {
    queue.isAcknowledged(bytes);
  }

  void hears(String text) {
    heardAtNanos = timeline.now();
    input.append(text);
  }

  void isAnswered() {
    answersArrived++;
  }

  /**
   * The server's end of stream has arrived. If this side had shut down its output while bytes were
   * on their way, and the connection had rested before, it cannot know that they were not read:
   * docs/delivery.md says so.
   *
   * @param unarrived whether some bytes have never arrived
   */
  void seesTheEnd(boolean unarrived) {
    endOfStream = true;
    endedAtNanos = timeline.now();
    ledger.ends(number, timeline.now());
    looksLikeReceipt = unarrived && outputShut && heldBytes && !schedule.isRelp();
  }

  void breaks(String reason) {
    if (failure.isEmpty()) {
      failure = reason;
      situations.sawIf(outputShut && !closed, Situation.RESET_AFTER_THE_HALF_CLOSE);
      situations.sawIf(wantsWrites && !closed, Situation.RESET_WHILE_BLOCKED);
      situations.sawIf(!input.isEmpty() && !closed, Situation.RESET_BEHIND_UNREAD_INPUT);
      situations.sawIf(
          !closed && reason.endsWith("timed out"), Situation.KERNEL_GIVES_THE_CONNECTION_UP);
      ledger.ends(number, timeline.now());
    }
  }

  /**
   * From now on packets of both ends or only of one are dropped, or answered with a reset.
   *
   * @param part fraction of the longest time until its kernel notices a reset, 0 to 1
   * @return false if that was so already
   */
  boolean isForgotten(Route.Fault by, double part) {
    if (!route.suffers(by)) {
      return false;
    }
    if (by == Route.Fault.RESETS) {
      timeline.in((long) (part * untilItSpeaksNanos()), () -> breaks("Connection reset"));
    } else {
      giveUpInTime(() -> true);
    }
    return true;
  }

  /** The kernel gives up if nothing was acknowledged for long, while a condition holds. */
  private void giveUpInTime(BooleanSupplier still) {
    long givesUpAtNanos = queue.givesUpAtNanos(outputShut);
    if (!still.getAsBoolean()) {
      return;
    }
    if (timeline.now() >= givesUpAtNanos) {
      breaks("Connection timed out");
    } else if (!closed) {
      timeline.in(givesUpAtNanos - timeline.now(), () -> giveUpInTime(still));
    }
  }

  /** The path drops no packets for their size any more: the kernel retransmits. */
  void isFreed() {
    if (route.isStuck()) {
      route.isFreed();
      transmit(SendQueue.FIRST_RETRANSMISSION_NANOS);
    }
  }

  /** The longest time until the kernel sends another packet. */
  long untilItSpeaksNanos() {
    return queue.untilItSpeaksNanos();
  }
}
