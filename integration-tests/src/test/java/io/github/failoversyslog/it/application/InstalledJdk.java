package io.github.failoversyslog.it.application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param version the first number of its version
 */
public record InstalledJdk(Path home, int version) {
  private static final int OLDEST = 17;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

  /** The JDK running this and those installed beside it, one of each version from 17 on. */
  public static List<InstalledJdk> all() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    TreeMap<Integer, InstalledJdk> found = new TreeMap<>();
    try (Stream<Path> beside = Files.list(running.getParent())) {
      beside
          .filter(home -> Files.isExecutable(home.resolve("bin").resolve("javac")))
          .forEach(home -> found.putIfAbsent(version(home), new InstalledJdk(home, version(home))));
    }
    found.put(version(running), new InstalledJdk(running, version(running)));
    return List.copyOf(found.tailMap(OLDEST).values());
  }

  /** Returns 0 for a directory that is not a JDK. */
  private static int version(Path home) {
    Path release = home.resolve("release");
    try (Stream<String> lines = Files.exists(release) ? Files.lines(release) : Stream.empty()) {
      return lines
          .map(VERSION::matcher)
          .filter(Matcher::matches)
          .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** From JDK 24 on: with these options, what later versions will forbid throws. */
  public List<String> strictOptions() {
    return version < 24
        ? List.of()
        : List.of("--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny");
  }

  /** The file of a tool, such as {@code java}. */
  public String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
