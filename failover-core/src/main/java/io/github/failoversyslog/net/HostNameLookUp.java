package io.github.failoversyslog.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;

/** Finds this host's fully qualified name, which RFC 5424 section 6.2.4 prefers for HOSTNAME. */
public final class HostNameLookUp {

  private HostNameLookUp() {}

  /** A daemon thread that looks up the fully qualified name; the answer may come late, or never. */
  public static Thread finder(Consumer<String> answer) {
    Thread thread = new Thread(() -> find(answer), "failover-syslog-host-name");
    thread.setDaemon(true);
    return thread;
  }

  private static void find(Consumer<String> answer) {
    try {
      InetAddress local = InetAddress.getLocalHost();
      String name = local.getCanonicalHostName();
      boolean address = name.equals(local.getHostAddress());
      if (!address && name.indexOf('.') > 0 && !name.startsWith("localhost")) {
        answer.accept(name);
      }
    } catch (IOException e) {
      // keep the known name
    }
  }
}
