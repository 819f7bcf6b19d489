package io.github.failoversyslog.it.application;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java runtime.
 *
 * @param feature such as 17
 */
public record Jdk(int feature, Path home) {

  /** The one that runs this, and one of each other version from 17 on beside it; by version. */
  public static Collection<Jdk> installed() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    TreeMap<Integer, Jdk> found = new TreeMap<>();
    found.put(Runtime.version().feature(), new Jdk(Runtime.version().feature(), own));
    try (Stream<Path> beside = Files.list(own.resolveSibling("."))) {
      for (Path home : beside.filter(path -> Files.exists(path.resolve("release"))).toList()) {
        int feature = feature(home.resolve("release"));
        if (feature >= 17 && Files.exists(home.resolve("bin").resolve("java"))) {
          found.putIfAbsent(feature, new Jdk(feature, home.toRealPath()));
        }
      }
    }
    return found.values();
  }

  private static int feature(Path release) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    return Runtime.Version.parse(properties.getProperty("JAVA_VERSION").replace("\"", ""))
        .feature();
  }

  /** From JDK 24 on: with these options, what later versions will forbid throws. */
  public List<String> strictOptions() {
    List<String> options = new ArrayList<>();
    if (feature >= 24) {
      options.add("--illegal-native-access=deny");
      options.add("--sun-misc-unsafe-memory-access=deny");
    }
    return options;
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
