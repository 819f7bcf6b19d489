package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.MachineStory.seconds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The settings of the machine that are not a duration; the durations vary within a model. */
record ModelConfig(
    int servers,
    boolean failback,
    int required,
    boolean liveness,
    boolean renewals,
    Function<Rules, Stepper> maker) {

  /**
   * All settings with 1 to 4 servers and, with failback, 1 to 3 required probes. Those of UDP are
   * among them: without renewals, and without liveness probes unless there is a probe port.
   */
  static List<ModelConfig> all() {
    List<ModelConfig> all = new ArrayList<>();
    for (int servers = 4; servers >= 1; servers--) {
      for (int required = servers > 1 ? 3 : 0; required >= 0; required--) {
        for (boolean liveness : new boolean[] {true, false}) {
          for (boolean renewals : new boolean[] {true, false}) {
            all.add(of(servers, required, liveness, renewals));
          }
        }
      }
    }
    return all;
  }

  /**
   * @param required probes before a failback; 0 for none, which is round-robin
   */
  static ModelConfig of(int servers, int required, boolean liveness, boolean renewals) {
    return new ModelConfig(
        servers,
        required > 0,
        Math.max(1, required),
        liveness,
        renewals,
        rules -> new FailoverMachine(rules)::step);
  }

  ModelConfig with(Function<Rules, Stepper> newMaker) {
    return new ModelConfig(servers, failback, required, liveness, renewals, newMaker);
  }

  Rules rules(long probeInterval, long livenessInterval, long stableAfter) {
    Backoff backoff = new Backoff(seconds(40), seconds(100));
    return new Rules(
        servers,
        failback,
        probeInterval,
        required,
        livenessInterval,
        renewals,
        stableAfter,
        backoff);
  }

  Stepper machine(Rules rules) {
    return maker.apply(rules);
  }

  @Override
  public String toString() {
    return servers
        + (servers == 1 ? " server, " : " servers, ")
        + (failback ? "failback after " + required : "round-robin")
        + (liveness ? ", liveness probes" : "")
        + (renewals ? ", renewals" : "");
  }
}
