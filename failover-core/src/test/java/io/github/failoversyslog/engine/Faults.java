package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Draws and performs the faults of a schedule. */
final class Faults {
  private static final int SMALLEST_PACKET = 60;
  private static final int LONGEST_MESSAGE = 100;

  /** The kinds of faults. */
  enum Kind {
    KILLED,
    STOPPED,
    ENDS_A_CONNECTION,
    CUT_OFF,
    STALLS,
    VANISHES,
    REFUSES,
    HANGS_UP,
    FULL,
    READS_SLOWLY,
    ENDS_NO_STREAM,
    FORGOTTEN,
    ONLY_THERE,
    ONLY_BACK,
    RESETS,
    QUEUE_FULL,
    ACCEPTS_NOTHING,
    NAME_UNRESOLVED,
    NAME_MOVED,
    PACKETS_DELAYED,
    BLACK_HOLE,
    TALKS,
    SENDER_PAUSED,
    SENDER_PAUSED_FOR_MINUTES,
    WRITER_SUSPENDED,
    WRITER_DIES;

    private static final List<Kind> ALL = List.of(values());
    private static final List<Kind> OF_SERVERS = List.copyOf(EnumSet.range(KILLED, TALKS));
  }

  private final Simulation simulation;
  private final VirtualTime timeline;
  private final Random random;
  private final SenderPauses pauses;
  private boolean gone;
  private boolean disturbed;
  private boolean forgotten;

  Faults(Simulation simulation) {
    this.simulation = simulation;
    this.timeline = simulation.timeline();
    this.random = simulation.random();
    this.pauses = new SenderPauses(simulation, this::senderPauses);
    this.disturbed = simulation.schedule().manner() == Requests.Manner.ENDS_AT_THE_FIRST;
  }

  /** Whether a host ever vanished. */
  boolean gone() {
    return gone;
  }

  /** Whether there was a fault other than a full server. */
  boolean disturbed() {
    return disturbed;
  }

  /** Whether the network dropped a connection's packets. */
  boolean forgotten() {
    return forgotten;
  }

  /** A fault of some server. */
  void one() {
    at(anyServer());
  }

  /** The sender is paused soon. */
  void ofSender() {
    pauses.beginsSoon();
  }

  /** A fault of a server or of the network to it. */
  void ofServer(SimulatedServer server) {
    perform(Kind.OF_SERVERS.get(random.nextInt(Kind.OF_SERVERS.size())), server);
  }

  /** Two faults of different kinds, of two servers or of one. */
  void two() {
    Kind first = anyKind();
    Kind second = anyKind();
    boolean firstActs = perform(first, anyServer());
    boolean secondActs = perform(second, anyServer());
    simulation
        .situations()
        .sawIf(firstActs && secondActs && first != second, Situation.TWO_DIFFERENT_FAULTS_AT_ONCE);
  }

  void at(SimulatedServer server) {
    perform(anyKind(), server);
  }

  private SimulatedServer anyServer() {
    List<SimulatedServer> servers = simulation.servers();
    return servers.get(random.nextInt(servers.size()));
  }

  private Kind anyKind() {
    return Kind.ALL.get(random.nextInt(Kind.ALL.size()));
  }

  /** Returns whether it had an effect at once. */
  private boolean perform(Kind kind, SimulatedServer server) {
    if (server.mode() == ServerMode.GONE) {
      return false;
    }
    boolean harmless = kind == Kind.FULL && simulation.isReachable();
    Situations before = moment();
    simulation.story().tell(() -> server.address() + ": " + kind);
    boolean acts = acts(kind, server);
    if (!acts) {
      simulation.story().tell(() -> kind + " has no effect now");
      return false;
    }
    disturbed |= !harmless;
    simulation.situations().sawAll(before);
    simulation
        .situations()
        .sawIf(
            simulation.servers().stream().noneMatch(SimulatedServer::isUp),
            Situation.NO_SERVER_IS_UP);
    return true;
  }

  private boolean acts(Kind kind, SimulatedServer server) {
    return switch (kind) {
      case KILLED, STOPPED, ENDS_A_CONNECTION, CUT_OFF, STALLS, VANISHES -> fails(kind, server);
      case READS_SLOWLY -> server.slowsDown();
      case ENDS_NO_STREAM -> random.nextInt(4) == 0 && server.ceasesToEnd();
      case FORGOTTEN -> isForgotten(server, Route.Fault.FORGOTTEN);
      case ONLY_THERE -> isForgotten(server, Route.Fault.ONLY_THERE);
      case ONLY_BACK -> // data of a server that talks would be taken for evidence
          !server.talks() && isForgotten(server, Route.Fault.ONLY_BACK);
      case RESETS -> isForgotten(server, Route.Fault.RESETS);
      case REFUSES -> becomes(server, ServerMode.REFUSES, 10 * SECOND);
      case HANGS_UP -> becomes(server, ServerMode.HANGS_UP, 10 * SECOND);
      case FULL -> becomes(server, ServerMode.FULL, 20 * SECOND);
      case QUEUE_FULL -> becomes(server, ServerMode.QUEUE_FULL, 20 * SECOND);
      case ACCEPTS_NOTHING -> becomes(server, ServerMode.ACCEPTS_NOTHING, 30 * SECOND);
      case NAME_UNRESOLVED -> becomes(server, ServerMode.UNRESOLVED, 20 * SECOND);
      case NAME_MOVED -> becomes(server, ServerMode.MOVED, 20 * SECOND);
      case PACKETS_DELAYED -> delaysPackets(server);
      case BLACK_HOLE -> !server.talks() && dropsLargePackets(server);
      case TALKS -> server.talks() && server.saysSomething();
      case SENDER_PAUSED -> {
        pauses.beginsSoon();
        yield false;
      }
      case SENDER_PAUSED_FOR_MINUTES -> {
        pauses.ofMinutesBeginsSoon();
        yield false;
      }
      case WRITER_SUSPENDED -> simulation.application().logSlowly(upTo(5 * SECOND));
      case WRITER_DIES ->
          random.nextInt(4) == 0
              && simulation.application().writers().dies(1 + random.nextInt(LONGEST_MESSAGE));
    };
  }

  /** What a fault at this moment meets. */
  private Situations moment() {
    Situations now = new Situations();
    now.sawIf(simulation.isResting(), Situation.FAULT_IN_A_REST);
    now.sawIf(simulation.isDraining(), Situation.FAULT_WHILE_AN_OLD_CONNECTION_DRAINS);
    now.sawIf(simulation.isOpeningASession(), Situation.FAULT_WHILE_A_SESSION_IS_OPENED);
    now.sawIf(simulation.isStopping(), Situation.FAULT_IN_A_STOP);
    now.sawIf(
        simulation.isStopping() && simulation.isDraining(), Situation.FAULT_WHILE_A_STOP_DRAINS);
    return now;
  }

  /** The sender is paused from now on. */
  private void senderPauses() {
    disturbed = true;
    simulation.situations().sawAll(moment());
  }

  private boolean fails(Kind kind, SimulatedServer server) {
    return switch (kind) {
      case KILLED -> returnsAfter(server.isKilled(), server, 5 * SECOND);
      case STOPPED -> returnsAfter(server.isStopped(), server, 5 * SECOND);
      case ENDS_A_CONNECTION -> server.endsOne();
      case CUT_OFF -> server.isCutOff();
      case STALLS -> stalls(server);
      default -> {
        gone = true;
        server.vanishes(20 * SECOND + upTo(40 * SECOND));
        yield returnsAfter(true, server, 20 * SECOND);
      }
    };
  }

  private long upTo(long nanos) {
    return 1 + random.nextLong(nanos);
  }

  /** Nobody may assume how long it takes, unless data from a server is evidence. */
  private boolean stalls(SimulatedServer server) {
    long windowNanos = simulation.schedule().windowNanos();
    long assumedNanos =
        server.talks()
            ? windowNanos / 10 + upTo(3 * windowNanos / 10)
            : windowNanos / 10 + upTo(4 * windowNanos);
    boolean little = random.nextBoolean();
    return server.stalls(
        assumedNanos, upTo(little ? windowNanos / 2 : 3 * windowNanos), 3 * windowNanos / 10);
  }

  private boolean becomes(SimulatedServer server, ServerMode mode, long withinNanos) {
    return returnsAfter(server.becomes(mode), server, withinNanos);
  }

  private boolean isForgotten(SimulatedServer server, Route.Fault by) {
    boolean acts = server.isForgotten(by, random.nextBoolean());
    forgotten |= acts;
    return acts;
  }

  private boolean delaysPackets(SimulatedServer server) {
    long windowNanos = simulation.schedule().windowNanos();
    boolean acts = server.path().holds(upTo(server.talks() ? windowNanos / 10 : 2 * windowNanos));
    simulation
        .situations()
        .sawIf(
            acts && server.connections().stream().anyMatch(one -> one.near().isOutputShut()),
            Situation.DELAYED_PACKETS_AROUND_A_HALF_CLOSE);
    return acts;
  }

  private boolean dropsLargePackets(SimulatedServer server) {
    forgotten = true; // until the path drops no packets any more
    server.path().dropsLargerThan(SMALLEST_PACKET + random.nextInt(200));
    if (random.nextBoolean()) {
      timeline.in(upTo(20 * SECOND), server::isFreed);
    }
    return true;
  }

  /** The server returns, or not, after a fault, if that had an effect. */
  private boolean returnsAfter(boolean fault, SimulatedServer server, long withinNanos) {
    if (fault && random.nextInt(4) > 0) {
      timeline.in(
          upTo(withinNanos),
          () -> {
            simulation.story().tell(() -> server.address() + " is back");
            server.returns();
          });
    }
    return fault;
  }
}
