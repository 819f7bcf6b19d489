package io.github.failoversyslog.demo;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Polls the servers and the appender's status and prints changes. */
final class Watcher {
  private static final long EVERY_MILLIS = 10;

  private final Map<String, SyslogTestServer> servers;
  private final Application application;
  private final DemoLog timeline;
  private final Map<ServerConnection, Long> messages = new HashMap<>();
  private final Set<ServerConnection> ended = new HashSet<>();
  private final Thread thread = new Thread(this::run, "watcher");
  private int statusesPrinted;
  private volatile boolean stopped;

  /**
   * @param servers by name, in the order of the server list
   */
  Watcher(Map<String, SyslogTestServer> servers, Application application, DemoLog timeline) {
    this.servers = servers;
    this.application = application;
    this.timeline = timeline;
    thread.start();
  }

  private void run() {
    try {
      while (!stopped) {
        look();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    List<String> statuses = application.statuses();
    for (String status : statuses.subList(statusesPrinted, statuses.size())) {
      if (status.startsWith("SYSLOG")) {
        timeline.print("appender", status);
      }
    }
    statusesPrinted = statuses.size();
    servers.forEach((name, server) -> server.connections().forEach(it -> look(name, it)));
  }

  private void look(String name, ServerConnection connection) {
    long before = messages.getOrDefault(connection, 0L);
    long now = connection.messages();
    messages.put(connection, now);
    if (before == 0 && now > 0) {
      timeline.print(name, "events arrive on connection " + connection.number());
    }
    if (!connection.isOpen() && ended.add(connection)) {
      String what = connection.isProbe() ? "was probed, connection " : "end of connection ";
      timeline.print(
          name, what + connection.number() + (now > 0 ? " after " + now + " events" : ""));
    }
  }

  /** Polls once more and stops. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
    look();
  }
}
