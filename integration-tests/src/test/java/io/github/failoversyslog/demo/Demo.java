package io.github.failoversyslog.demo;

import io.github.failoversyslog.it.application.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lets the primary log server die and come back under each framework, and counts what arrived. */
public final class Demo {
  private Demo() {}

  /** Ends with status 1 if an event was lost, or if something did not happen that should. */
  public static void main(String[] args) throws InterruptedException {
    List<DemoResult> tallies = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      String file = framework.name().toLowerCase(Locale.ROOT) + ".xml";
      tallies.add(new DemoRun(framework, file, new DemoLog(file)).run());
    }
    System.out.println();
    tallies.forEach(System.out::println);
    System.exit(tallies.stream().allMatch(DemoResult::isGood) ? 0 : 1);
  }
}
