package io.github.failoversyslog.config;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;

/** Finds the id of this process, for PROCID. */
final class ProcessId {
  private static final File OWN_STATUS = new File("/proc/self/status"); // Linux
  private static final String IDS = "NSpid:\t"; // from the outermost container to the own one

  private ProcessId() {}

  /** Asks the JDK only where the kernel does not say: its class starts a pool of threads. */
  static String known() {
    String id = ofStatus(OWN_STATUS);
    return id.isEmpty() ? Long.toString(ProcessHandle.current().pid()) : id;
  }

  /** The id as the process itself sees it; empty if the file is not there or does not say. */
  static String ofStatus(File status) {
    try (BufferedReader lines = new BufferedReader(new FileReader(status, US_ASCII))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith(IDS)) {
        line = lines.readLine();
      }
      return line == null ? "" : line.substring(line.lastIndexOf('\t') + 1);
    } catch (IOException e) {
      return "";
    }
  }
}
