package io.github.failoversyslog.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Classes that a JVM has loaded between two marks, which are classes too.
 *
 * @param total of all libraries and the JDK, without those of the benchmark
 * @param own of this project, with those that the JVM makes of its lambda expressions
 */
record LoadedClasses(long total, long own) {
  private static final String PROJECT = "io.github.failoversyslog.";
  private static final String BENCHMARK = LoadedClasses.class.getPackageName() + ".";

  /** The JVM option that writes the log. */
  static String jvmOption(Path log) {
    return "-Xlog:class+load=info:file=" + log + ":none";
  }

  /**
   * @param log lines such as {@code java.lang.Object source: shared objects file}
   */
  static LoadedClasses between(List<String> log, Class<?> from, Class<?> to) {
    List<String> names = log.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
    List<String> between =
        names.subList(names.indexOf(from.getName()) + 1, names.indexOf(to.getName())).stream()
            .filter(name -> !name.startsWith(BENCHMARK))
            .toList();
    long own = between.stream().filter(name -> name.startsWith(PROJECT)).count();
    return new LoadedClasses(between.size(), own);
  }
}
