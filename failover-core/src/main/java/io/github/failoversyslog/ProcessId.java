package io.github.failoversyslog;

import java.io.File;
import java.io.IOException;
import java.util.regex.Pattern;

/** Finds the id of this process, for PROCID. */
final class ProcessId {
  private static final File OWN_ENTRY = new File("/proc/self"); // Linux: a link to the number

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private ProcessId() {}

  /** Asks the JDK only where the kernel does not say: its class starts a pool of threads. */
  static String known() {
    String name = ofEntry(OWN_ENTRY);
    return name.isEmpty() ? Long.toString(ProcessHandle.current().pid()) : name;
  }

  /** The number to which the link leads; empty if there is no such link. */
  static String ofEntry(File entry) {
    try {
      String name = entry.getCanonicalFile().getName();
      return NUMBER.matcher(name).matches() ? name : "";
    } catch (IOException e) {
      return "";
    }
  }
}
