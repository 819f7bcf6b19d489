package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Examples in the documentation. */
final class DocumentedExample {
  private DocumentedExample() {}

  /** The XML block that the section begins with. */
  static String in(Path document, String section) throws IOException {
    Pattern block =
        Pattern.compile("## " + Pattern.quote(section) + "\\n+```xml\\n(.*?)```", Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(document));
    assertThat(matcher.find()).as("an example for %s in %s", section, document).isTrue();
    return matcher.group(1);
  }
}
