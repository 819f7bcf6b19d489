package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.ModelKey.isPending;
import static io.github.failoversyslog.failover.Trigger.CONNECTED;
import static io.github.failoversyslog.failover.Trigger.CONNECTION_LOST;
import static io.github.failoversyslog.failover.Trigger.CONNECT_FAILED;
import static io.github.failoversyslog.failover.Trigger.LIVENESS_FAILED;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Looks for a way in which a server can be reachable for ever and is never used.
 *
 * <p>These are the cycles that avoid every state in which the server is in use, in which no attempt
 * to reach it fails, and which are fair: an attempt, a probe or a rest ends some time, a pending
 * time comes, and a timer that is due fires. A cycle in which another connection becomes stable, or
 * another server is used and never lost, is no fault, unless there is failback to the server.
 * Operators do not ask for a failback for ever.
 */
final class FairCycles {
  private static final int NOT_CONNECTING = 0;
  private static final int NO_RUNNING_PROBE = 1;
  private static final int NO_COMPLETING_PROBE = 2;
  private static final int NO_RUNNING_LIVENESS_PROBE = 3;
  private static final int NO_COMPLETING_RENEWAL = 4;
  private static final int NO_REST = 5;
  private static final int NO_DUE_TIMER = 6;
  private static final int NOTHING_PENDING = 7; // and the three after it
  private static final int ALL = (1 << (NOTHING_PENDING + TimerOrders.TIMERS.length)) - 1;

  private final ModelGraph graph;
  private final ModelConfig config;
  private final Variation variation;
  private final int reachable;
  private final boolean hasToBeUsed;

  /**
   * @param reachable the server that can be reached
   */
  FairCycles(ModelConfig config, ModelGraph graph, int reachable) {
    this.config = config;
    this.graph = graph;
    this.variation = Variation.first(config);
    this.reachable = reachable;
    this.hasToBeUsed = config.failback() && reachable == Rules.PRIMARY;
  }

  /**
   * @throws AssertionError with the story of such a cycle
   */
  void check() {
    BitSet part = new BitSet();
    part.set(0, graph.states());
    while (!part.isEmpty()) {
      part = checkCyclesIn(part);
    }
  }

  /** Returns the states that can be in such a cycle only if it avoids the others. */
  private BitSet checkCyclesIn(BitSet part) {
    IntPredicate possible =
        edge -> part.get(graph.source(edge)) && part.get(graph.target(edge)) && isPossible(edge);
    Components components = new Components(graph, possible);
    BitSet rest = new BitSet();
    for (int[] component : components.find()) {
      int working = workingServers(component, components);
      if (working == 0) {
        checkFairness(component, components);
      } else {
        Arrays.stream(component).filter(state -> !isInUse(state, working)).forEach(rest::set);
      }
    }
    return rest;
  }

  /** The servers, a bit each, that are used and never lost in this component. */
  private int workingServers(int[] component, Components components) {
    int used = 0;
    int lost = 0;
    for (int state : component) {
      int server = ModelKey.serverInUse(graph.key(state));
      if (server >= 0) {
        used |= 1 << server;
        boolean lostHere = graph.edgesOf(state).anyMatch(edge -> isLoss(edge, components));
        lost |= lostHere ? 1 << server : 0;
      }
    }
    return hasToBeUsed ? 0 : used & ~lost;
  }

  private boolean isLoss(int edge, Components components) {
    boolean ends = trigger(edge) == CONNECTION_LOST || trigger(edge) == LIVENESS_FAILED;
    int before = ModelKey.serverInUse(graph.key(graph.source(edge)));
    int after = ModelKey.serverInUse(graph.key(graph.target(edge)));
    return ends && before != after && components.isInside(edge);
  }

  private boolean isInUse(int state, int servers) {
    int server = ModelKey.serverInUse(graph.key(state));
    return server >= 0 && (servers & (1 << server)) != 0;
  }

  private void checkFairness(int[] component, Components components) {
    int met = 0;
    for (int state : component) {
      for (int edge = graph.firstEdge(state); edge < graph.endOfEdges(state); edge++) {
        met |= components.isInside(edge) ? met(edge, state) : 0;
      }
    }
    if (met == ALL) {
      throw new AssertionError(config + ":" + story(component, components));
    }
  }

  /** Whether the edge can belong to a cycle. */
  private boolean isPossible(int edge) {
    return avoids(graph.source(edge)) && avoids(graph.target(edge)) && !failsToReach(edge);
  }

  private boolean avoids(int state) {
    long key = graph.key(state);
    Phase phase = ModelKey.phase(key);
    boolean runs = phase != Phase.IDLE && phase != Phase.STOPPED;
    return runs && ModelKey.serverInUse(key) != reachable && (hasToBeUsed || !isStable(key));
  }

  private static boolean isStable(long key) {
    boolean longEnough = ModelKey.phase(key) == Phase.UNPROVEN && !isPending(key, ModelKey.UNTIL);
    return ModelKey.phase(key) == Phase.STABLE || longEnough;
  }

  private boolean failsToReach(int edge) {
    return switch (trigger(edge)) {
      case CONNECT_FAILED -> ModelKey.server(graph.key(graph.source(edge))) == reachable;
      case PROBE_FAILED -> reachable == Rules.PRIMARY;
      case FAIL_BACK_NOW -> true;
      default -> false;
    };
  }

  private Trigger trigger(int edge) {
    int label = graph.label(edge) & 0xff;
    return label < ModelExplorer.LATER ? Trigger.values()[label] : Trigger.START;
  }

  /** A fair cycle through the component: the way to it, and once around. */
  private String story(int[] component, Components components) {
    int start = Arrays.stream(component).min().orElseThrow();
    ModelStory story = new ModelStory(graph, Variation.all(config)).to(start);
    story.note("From now on server " + reachable + " can be reached, and for ever:");
    Lasso lasso = new Lasso(graph, components::isInside);
    int at = start;
    int met = met(start);
    while (met != ALL) {
      int missing = ALL & ~met;
      for (int edge : lasso.way(at, edge -> (met(edge, graph.target(edge)) & missing) != 0)) {
        story.then(edge);
        at = graph.target(edge);
        met |= met(edge, at);
      }
    }
    if (at != start) {
      lasso.way(at, edge -> graph.target(edge) == start).forEach(story::then);
    }
    return story.toString();
  }

  private int met(int edge, int state) {
    boolean ends = trigger(edge) == CONNECTED || trigger(edge) == CONNECT_FAILED;
    return met(state) | bit(ends, NOT_CONNECTING);
  }

  /** What a fair cycle must not put off for ever, and is not outstanding in this state. */
  private int met(int state) {
    long key = graph.key(state);
    State example = variation.state(key);
    ProbeStatus probe = ModelKey.probe(key);
    ProbeStatus liveness = ModelKey.liveness(key);
    int met =
        bit(ModelKey.phase(key) != Phase.CONNECTING, NOT_CONNECTING)
            | bit(probe != ProbeStatus.RUNNING, NO_RUNNING_PROBE)
            | bit(probe != ProbeStatus.COMPLETING, NO_COMPLETING_PROBE)
            | bit(liveness != ProbeStatus.RUNNING, NO_RUNNING_LIVENESS_PROBE)
            | bit(liveness != ProbeStatus.COMPLETING, NO_COMPLETING_RENEWAL)
            | bit(!example.isResting(), NO_REST)
            | bit(example.wakeAtNanos() > Variation.NOW, NO_DUE_TIMER);
    for (int timer = 0; timer < TimerOrders.TIMERS.length; timer++) {
      met |= bit(!isPending(key, TimerOrders.TIMERS[timer]), NOTHING_PENDING + timer);
    }
    return met;
  }

  private static int bit(boolean value, int position) {
    return value ? 1 << position : 0;
  }
}
