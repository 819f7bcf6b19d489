package io.github.failoversyslog.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Examples in the documentation. */
public final class DocumentedExample {
  private DocumentedExample() {}

  /** The XML block that the section begins with. */
  public static String in(Path document, String section) throws IOException {
    Pattern block =
        Pattern.compile("## " + Pattern.quote(section) + "\\n+```xml\\n(.*?)```", Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(document));
    assertThat(matcher.find()).as("an example for %s in %s", section, document).isTrue();
    return matcher.group(1);
  }

  /** Every XML file in the documentation that is a whole configuration, with this root element. */
  public static List<String> filesWith(String root) throws IOException {
    Pattern file = Pattern.compile("<" + root + "\\b.*?</" + root + ">", Pattern.DOTALL);
    List<String> files = new ArrayList<>();
    try (Stream<Path> documents = Files.walk(Path.of("..", "docs"))) {
      List<Path> all =
          Stream.concat(documents, Stream.of(Path.of("..", "README.md")))
              .filter(path -> path.toString().matches(".*\\.(md|xml)"))
              .toList();
      for (Path document : all) {
        file.matcher(Files.readString(document))
            .results()
            .map(MatchResult::group)
            .forEach(files::add);
      }
    }
    return files;
  }
}
