package io.github.failoversyslog.demo;

import io.github.failoversyslog.it.application.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Kills and restarts the primary log server under each framework and counts what arrives. */
public final class Demo {
  private Demo() {}

  /** Exits with status 1 if an event was lost or an expected step did not happen. */
  public static void main(String[] args) throws InterruptedException {
    List<DemoResult> tallies = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      String file = framework.name().toLowerCase(Locale.ROOT) + ".xml";
      tallies.add(new DemoRun(framework, file, new DemoLog(file)).run());
    }
    System.out.println();
    tallies.forEach(System.out::println);
    System.out.println(
        "Repeated events arrived twice: the primary was killed before it had confirmed them, so they"
            + " were sent again to the failover server.");
    System.exit(tallies.stream().allMatch(DemoResult::isGood) ? 0 : 1);
  }
}
