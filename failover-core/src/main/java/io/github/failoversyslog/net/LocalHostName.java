package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;

/**
 * This host's name for the HOSTNAME field: RFC 5424 section 6.2.4 prefers the fully qualified one.
 */
public final class LocalHostName {
  private static final String KERNEL_NAME = "/proc/sys/kernel/hostname";

  private LocalHostName() {}

  /** The name as the system has it, without a look-up; {@code -} if it has none. */
  public static String known() {
    String name = kernelName();
    if (name.isEmpty()) {
      name = environment("HOSTNAME");
    }
    if (name.isEmpty()) {
      name = environment("COMPUTERNAME");
    }
    return name.isEmpty() ? "-" : name;
  }

  private static String kernelName() {
    try (BufferedReader lines = new BufferedReader(new FileReader(KERNEL_NAME, UTF_8))) {
      String name = lines.readLine();
      return name == null ? "" : name.strip();
    } catch (IOException e) {
      return ""; // not on this system
    }
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value.strip();
  }

  /** A daemon thread that asks for the fully qualified name; the answer may come late, or never. */
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
      // the name that is known stays
    }
  }
}
