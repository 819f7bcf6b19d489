package io.github.failoversyslog.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;

/** This host's name as the system has it: no look-up is made. */
public final class LocalHostName {
  private static final String KERNEL_NAME = "/proc/sys/kernel/hostname";

  private LocalHostName() {}

  /** {@code -} if the system has none. */
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
}
