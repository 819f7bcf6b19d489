package io.github.failoversyslog.engine;

/** The server's end of a TCP connection, with its kernel. */
final class ServerEnd {
  private enum Socket {
    OPEN,
    /** No process has the socket: arriving data is answered with a reset. */
    CLOSED,
    /** The host has vanished: nothing is answered. */
    GONE
  }

  private final SimulatedConnection near;
  private final SimulatedServer server;
  private final SimulatedConnection.Path path;
  private final VirtualTime timeline;
  private final Ledger ledger;
  private final Situations situations;
  private final SentFrames frames;
  private final Requests requests;
  private Socket socket = Socket.OPEN;
  private boolean finArrived;
  private boolean readIsPending;
  private boolean neverRead; // the kernel has accepted it, and no process ever does
  private long arrived;
  private long read;

  ServerEnd(SimulatedConnection near, SimulatedServer server, World world) {
    this.near = near;
    this.server = server;
    this.path = world.schedule().path();
    this.timeline = world.timeline();
    this.ledger = world.ledger();
    this.situations = world.situations();
    this.frames = near.frames();
    this.requests = near.requests();
  }

  long number() {
    return near.number();
  }

  SimulatedConnection near() {
    return near;
  }

  HostPath path() {
    return server.path();
  }

  boolean isOpen() {
    return socket == Socket.OPEN;
  }

  /** Bytes, and perhaps the end of the stream, have arrived at the host. */
  void arrive(long upTo, boolean fin, long asked) {
    if (socket == Socket.CLOSED && upTo > arrived) {
      near.route().back(() -> near.breaks("Connection reset"));
    } else if (socket == Socket.OPEN) {
      arrived = Math.max(arrived, Math.min(upTo, read + path.receiveBytes()));
      finArrived = finArrived || (fin && arrived == near.written());
      situations.sawIf(fin && arrived < near.written(), Situation.END_OF_STREAM_BEHIND_NO_ROOM);
      requests.arrive(asked);
      long now = arrived;
      near.route().back(() -> near.isAcknowledged(now));
      server.hasInput(this);
    }
  }

  void resetBySender() {
    if (socket == Socket.OPEN) {
      socket = Socket.CLOSED;
      server.leaves(this);
    }
  }

  /**
   * How long the oldest message has been unread, counting only time in which bytes are accepted.
   */
  long waitingNanos() {
    long takingNanos = near.takingNanos();
    SentFrames.SentFrame oldest = frames.oldest();
    return oldest == null ? 0 : takingNanos - oldest.takingNanos();
  }

  /** Requests a read; returns whether it is the first request since {@link #reads}. */
  boolean asksForRead() {
    boolean first = !readIsPending;
    readIsPending = true;
    return first;
  }

  /** The process reads everything that has arrived. */
  void reads() {
    reads(1.0);
  }

  /**
   * The process reads a part of what has arrived, or everything.
   *
   * @return whether it has read everything
   */
  boolean reads(double part) {
    readIsPending = false;
    reads(read + (long) Math.ceil((arrived - read) * part));
    if (socket != Socket.OPEN || read < arrived) {
      return socket != Socket.OPEN;
    }
    if (finArrived) {
      ledger.streamEnds(frames.endInHalfMessage());
      server.hasReadToTheEnd(this);
    } else if (near.route().passable(near.written()) > arrived) {
      // there is room again: the sender's kernel learns it or retries
      near.transmit(
          near.route().isOpen() ? near.roundTripNanos() : SendQueue.FIRST_RETRANSMISSION_NANOS);
    }
    return true;
  }

  /** Whether its process answers a handshake. */
  boolean takesPart() {
    return socket == Socket.OPEN && !neverRead;
  }

  /** No process ever accepts it. */
  void isNeverRead() {
    neverRead = true;
    readIsPending = true;
  }

  private void reads(long upTo) {
    if (socket != Socket.OPEN || neverRead) {
      return;
    }
    if (server.talks() && frames.isOldestWithin(upTo)) {
      ledger.readAfter(waitingNanos());
    }
    read = upTo;
    for (SentFrames.SentFrame frame = frames.nextWithin(read);
        frame != null && socket == Socket.OPEN;
        frame = frames.nextWithin(read)) {
      server.takes(frame, this);
    }
    while (socket == Socket.OPEN && requests.isNextWithin(read)) {
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
                if (socket == Socket.OPEN) {
                  near.route().back(near::isAnswered);
                }
              });
      case AN_END -> dies(0, 0);
    }
  }

  /** The process sends something; false if its side of a TLS handshake is not complete. */
  boolean says(String text) {
    boolean can = near.tls().isComplete();
    if (can) {
      near.route().back(() -> near.hears(text));
    }
    return can;
  }

  /** The process closes the connection after reading everything that has arrived. */
  void ends() {
    if (neverRead && arrived > read) {
      isReset();
    } else if (socket == Socket.OPEN) {
      socket = Socket.CLOSED;
      server.leaves(this);
      situations.sawIf(
          arrived < near.written(), Situation.SERVER_ENDS_WHILE_BYTES_ARE_ON_THEIR_WAY);
      near.route().back(() -> near.seesTheEnd(arrived < near.written() && !finArrived));
    }
  }

  /**
   * The process is killed, or closes without reading.
   *
   * @param arriving fraction of the data in flight that still arrives, 0 to 1
   * @param reading fraction of the arrived data that it still reads, 0 to 1
   */
  void dies(double arriving, double reading) {
    if (socket == Socket.OPEN) {
      arrivesPartly(arriving);
      reads(read + (long) ((arrived - read) * reading));
      if (arrived > read) {
        isReset();
      } else {
        ends();
      }
    }
  }

  /** A router sends a reset to both ends. */
  void isCut(double arriving, double reading) {
    if (socket == Socket.OPEN) {
      arrivesPartly(arriving);
      reads(read + (long) ((arrived - read) * reading));
      isReset();
    }
  }

  private void arrivesPartly(double arriving) {
    long underWay = near.route().isOpen() ? near.route().passable(near.written()) : arrived;
    long most = Math.max(arrived, Math.min(underWay, read + path.receiveBytes()));
    arrived += (long) ((most - arrived) * arriving);
  }

  /** The kernel resets the connection. */
  void isReset() {
    if (socket == Socket.OPEN) {
      socket = Socket.CLOSED;
      server.leaves(this);
      near.route().back(() -> near.breaks("Connection reset"));
    }
  }

  /** The host vanishes without a packet; the sender's kernel gives up after a time. */
  void hostVanishes(long giveUpNanos) {
    socket = Socket.GONE;
    timeline.in(
        giveUpNanos,
        () -> {
          if (socket == Socket.GONE) {
            near.breaks("Connection timed out");
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
    socket = Socket.CLOSED;
    timeline.in((long) (part * near.untilItSpeaksNanos()), this::answersAfterBoot);
  }

  private void answersAfterBoot() {
    if (near.route().isOpen()) {
      near.breaks("Connection reset");
    }
  }
}
