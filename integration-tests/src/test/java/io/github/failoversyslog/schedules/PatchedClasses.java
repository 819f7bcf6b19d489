package io.github.failoversyslog.schedules;

import io.github.failoversyslog.it.application.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Production classes compiled from patched copies of their sources. */
final class PatchedClasses {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private PatchedClasses() {}

  /**
   * @param folder for sources and classes
   * @param patches applied in this order
   * @return the folder of the classes, to be put before the others on the class path
   */
  static Path compile(Path folder, List<Path> patches) throws IOException {
    List<Path> sources = sources(folder.resolve("sources"), patches);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    return sources.isEmpty()
        ? classes
        : Compiled.into(
            classes, System.getProperty("java.class.path"), sources.toArray(Path[]::new));
  }

  /** Writes the patched copies. */
  static List<Path> sources(Path folder, List<Path> patches) throws IOException {
    List<UnifiedDiff> diffs = new ArrayList<>();
    Set<String> files = new TreeSet<>();
    for (Path patch : patches) {
      UnifiedDiff diff = UnifiedDiff.of(patch);
      diffs.add(diff);
      files.addAll(diff.hunks().keySet());
    }
    List<Path> sources = new ArrayList<>();
    for (String file : files) {
      String source = Files.readString(ROOT.resolve(file));
      for (UnifiedDiff diff : diffs) {
        source = diff.appliedTo(file, source);
      }
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      sources.add(Files.writeString(copy, source));
    }
    return sources;
  }
}
