package io.github.failoversyslog.it.daemon;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the syslog servers and other programs installed on this machine. */
public final class ProgramFinder {
  private ProgramFinder() {}

  /**
   * Searches the system property {@code <name>.path} (the program or its folder), then {@code
   * .daemons/bin} of the project, which {@code .ci/daemons} fills, then the PATH. If it is not
   * found: {@link Requirement#unmet}.
   */
  public static Path find(String name) {
    return candidates(name).stream()
        .map(path -> Files.isDirectory(path) ? path.resolve(name) : path)
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst()
        .orElseThrow(
            () ->
                Requirement.unmet(
                    "no %s: neither -D%s.path, nor .daemons/bin (run .ci/daemons), nor the PATH has it"
                        .formatted(name, name)));
  }

  private static List<Path> candidates(String name) {
    String property = System.getProperty(name + ".path");
    if (property != null) {
      return List.of(Path.of(property)); // an explicit path has no fallback
    }
    List<Path> candidates = new ArrayList<>();
    // Maven starts tests in the module's folder, an IDE in the project's.
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      candidates.add(folder.resolve(".daemons/bin").resolve(name));
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      candidates.add(Path.of(folder).resolve(name));
    }
    return candidates;
  }
}
