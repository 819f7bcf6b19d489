package io.github.failoversyslog.demo;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the scenario once, under one framework. */
final class DemoRun {
  private static final int EVENTS_PER_MILLI = 2;
  private static final int EVENTS_PER_SCENE = 4_000;
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private final Framework framework;
  private final String file;
  private final DemoLog timeline;
  private final Map<String, SyslogTestServer> servers = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private volatile boolean ended;
  private int logged; // written by the logging thread; read after it has ended

  DemoRun(Framework framework, String file, DemoLog timeline) {
    this.framework = framework;
    this.file = file;
    this.timeline = timeline;
  }

  DemoResult run() throws InterruptedException {
    Stream.of("primary", "failover1", "failover2")
        .forEach(
            name -> servers.put(name, SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open()));
    Map<String, String> ports = new LinkedHashMap<>();
    servers.forEach((name, server) -> ports.put(name, Integer.toString(server.port())));
    timeline.print("demo", "three log servers are up: " + listOf(ports));
    timeline.print(
        "demo",
        "a connection that ends although its server is up was renewed: its end confirms that the"
            + " server has read all events sent over it");
    try (Application application = framework.start(configuration(), ports)) {
      Watcher watcher = new Watcher(servers, application, timeline);
      Thread logging = new Thread(() -> log(application), "logging");
      logging.start();
      play(server("primary"), server("failover1"));
      ended = true;
      logging.join();
      timeline.print("demo", "logged " + logged + " events; stopping");
      application.stop();
      watcher.stop();
      if (application.statistics().failbacks() != 1) {
        faults.add("expected 1 failback, saw " + application.statistics().failbacks());
      }
    }
    servers.values().forEach(server -> faults.addAll(server.violations()));
    DemoResult result = DemoResult.of(file, logged, List.copyOf(servers.values()), faults);
    servers.values().forEach(SyslogTestServer::close);
    return result;
  }

  private static String listOf(Map<String, String> ports) {
    return ports.entrySet().stream()
        .map(server -> server.getKey() + " on port " + server.getValue())
        .collect(Collectors.joining(", "));
  }

  private URI configuration() {
    try {
      return DemoRun.class.getResource("/demo/" + file).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private SyslogTestServer server(String name) {
    SyslogTestServer server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException(name);
    }
    return server;
  }

  private void log(Application application) {
    while (!ended) {
      for (int i = 0; i < EVENTS_PER_MILLI; i++) {
        application.info(Integer.toString(logged));
        logged++;
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void play(SyslogTestServer primary, SyslogTestServer failover)
      throws InterruptedException {
    await("events arrive at the primary", () -> primary.messages() >= EVENTS_PER_SCENE);
    timeline.print("demo", "the primary is killed");
    primary.crash();
    await(
        "events arrive at the failover server", () -> failover.messages() >= 3 * EVENTS_PER_SCENE);
    timeline.print("demo", "the primary is back");
    primary.open();
    long before = primary.messages();
    await("the primary has its work back", () -> primary.messages() >= before + EVENTS_PER_SCENE);
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        faults.add("this did not happen: " + what);
        return;
      }
      Thread.sleep(5);
    }
  }
}
