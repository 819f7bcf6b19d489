package io.github.failoversyslog.schedules;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A check of schedules, which runs in a JVM of its own.
 *
 * @param tool {@code lincheck}, which goes through the schedules of a model, or {@code threads}
 * @param type class of the check
 * @param method of the class
 */
record ScheduleCheck(String tool, String type, String method) {
  private static final Path FOR_LINCHECK = Path.of("src/test/patches/for-lincheck.patch");

  /**
   * @param exitCode as {@link ScheduleProcess} has it, or -1 after the time
   */
  record Result(int exitCode, double seconds, String output) {}

  /**
   * @param text as in {@link #toString}
   */
  static ScheduleCheck of(String text) {
    String[] words = text.split(" ", 3);
    return new ScheduleCheck(words[0], words[1], words[2]);
  }

  @Override
  public String toString() {
    return tool + " " + type + " " + method;
  }

  /** The production code is compiled with these, and for Lincheck with its own one. */
  List<Path> patches(List<Path> mutants) {
    List<Path> patches = new ArrayList<>(mutants);
    if (tool.equals("lincheck")) {
      patches.add(FOR_LINCHECK);
    }
    return patches;
  }

  /**
   * @param folder for files
   * @param mutants patches of the production code
   */
  Result run(Path folder, List<Path> mutants, Duration limit)
      throws IOException, InterruptedException {
    Path classes = PatchedClasses.compile(folder, patches(mutants));
    Path output = folder.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command(classes));
    long beganNanos = System.nanoTime();
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly();
    }
    double seconds = (System.nanoTime() - beganNanos) / 1e9;
    return new Result(ended ? process.exitValue() : -1, seconds, Files.readString(output));
  }

  private List<String> command(Path classes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    if (tool.equals("lincheck")) {
      command.add("-XX:TieredStopAtLevel=1"); // it starts in half of the time
    }
    command.add("-cp");
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(ScheduleProcess.class.getName());
    command.add(type);
    command.add(method);
    return command;
  }
}
