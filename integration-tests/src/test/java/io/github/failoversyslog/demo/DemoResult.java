package io.github.failoversyslog.demo;

import io.github.failoversyslog.it.server.SyslogTestServer;
import java.util.BitSet;
import java.util.List;

/**
 * The events that arrived, counted at the servers.
 *
 * @param faults deviations from the expected steps
 */
record DemoResult(String file, int sent, int once, int repeated, int lost, List<String> faults) {

  /**
   * @param sent number of logged events, whose texts are the numbers from 0
   */
  static DemoResult of(String file, int sent, List<SyslogTestServer> servers, List<String> faults) {
    BitSet arrived = new BitSet(sent);
    BitSet repeated = new BitSet(sent);
    for (SyslogTestServer server : servers) {
      for (String text : server.texts()) {
        int number = Integer.parseInt(text);
        (arrived.get(number) ? repeated : arrived).set(number);
      }
    }
    int several = repeated.cardinality();
    int any = arrived.cardinality();
    return new DemoResult(file, sent, any - several, several, sent - any, faults);
  }

  boolean isGood() {
    return sent > 0 && lost == 0 && faults.isEmpty();
  }

  @Override
  public String toString() {
    return "%-12s sent %d, received once %d, repeated %d, lost %d%s"
        .formatted(file, sent, once, repeated, lost, faults.isEmpty() ? "" : "; " + faults);
  }
}
