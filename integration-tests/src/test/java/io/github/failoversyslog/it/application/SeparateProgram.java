package io.github.failoversyslog.it.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.SyslogSender;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a JVM of its own, with a class path of its own. */
public final class SeparateProgram implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60; // limits only failing tests

  private final Process process;
  private final Path console;

  /**
   * @param home of the JDK
   * @param arguments of the JVM, its class path and the main class included
   * @param console gets what it prints
   */
  public SeparateProgram(Path home, List<String> arguments, Path console) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(arguments);
    this.console = console;
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
  }

  /** The JARs of a folder. */
  public static List<String> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
    }
  }

  /** Where this project's core and an appender are, or any other class of the class path. */
  public static List<String> locations(Class<?> appender, Class<?>... more) {
    return Stream.concat(Stream.of(SyslogSender.class, appender), Stream.of(more))
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().toString())
        .map(location -> Path.of(URI.create(location)).toString())
        .toList();
  }

  public static String classPath(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Writes a line to its standard input. */
  public void say(String line) throws IOException {
    process.outputWriter(UTF_8).append(line).append('\n').flush();
  }

  /** Closes its standard input and waits until it has ended by itself. */
  public int end() throws IOException, InterruptedException {
    process.outputWriter(UTF_8).close();
    return awaitEnd();
  }

  /** Sends SIGTERM and waits until it has ended. */
  public int terminate() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close its standard input, too
    return awaitEnd();
  }

  private int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end");
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far. */
  public String console() throws IOException {
    return Files.readString(console);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
