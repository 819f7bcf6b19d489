package io.github.failoversyslog.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles sources against libraries that are not on the class path of the tests. */
public final class Compiled {
  private Compiled() {}

  /**
   * @param into a folder, which is made
   * @return the folder
   */
  public static Path into(Path into, String classPath, Path... sources) throws IOException {
    Files.createDirectories(into);
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-d", into.toString(), "-cp", classPath));
    for (Path source : sources) {
      arguments.add(source.toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(result).as("%s", messages).isZero();
    return into;
  }
}
