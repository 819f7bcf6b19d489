package io.github.failoversyslog.it.application;

import io.github.failoversyslog.docs.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Configurations in the documentation. */
public final class DocumentedExample {
  private static final Path FILES = Path.of("..", "docs", "examples");
  private static final String XML = "xml";

  private DocumentedExample() {}

  /** The first XML block of the section. */
  public static String in(Path document, String section) throws IOException {
    return new Markdown(document, Files.readString(document))
        .blocks().stream()
            .filter(block -> block.heading().equals(section) && block.language().equals(XML))
            .map(Markdown.Block::text)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no example for " + section + " in " + document));
  }

  /**
   * Every XML text of the documentation with this root element, without those that only Spring Boot
   * can read.
   *
   * @param root a regular expression
   */
  public static List<String> filesWith(String root) throws IOException {
    Pattern start = Pattern.compile("(?s)(\\s*<[?!].*?[?-]>)*\\s*<(?:" + root + ")\\b");
    return Stream.concat(blocks(), files())
        .filter(text -> start.matcher(text).lookingAt())
        .toList();
  }

  /**
   * A documented configuration for a server on this host.
   *
   * @param folder for all files
   */
  public static String forServer(String text, int port, Path folder) {
    return text.replaceAll("primary-server\\.com|failover-server\\d", "127.0.0.1")
        .replaceAll("(?<=\\bport=\")\\d+|(?<=<port>)\\d+", Integer.toString(port))
        .replaceAll("(?<=port = )\\d+", Integer.toString(port))
        .replaceAll("(?<=127\\.0\\.0\\.1:)1?601", Integer.toString(port))
        .replace("/etc/shop", folder.toString())
        .replace("logback.scmo", folder.resolve("logback.scmo").toString())
        .replace("/var/log/shop", folder.toString());
  }

  private static Stream<String> blocks() {
    return Markdown.allBlocks().stream()
        .filter(block -> block.language().equals(XML))
        .map(Markdown.Block::text);
  }

  private static Stream<String> files() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FILES)) {
      for (Path file : files.filter(DocumentedExample::isXml).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts.stream();
  }

  private static boolean isXml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith("." + XML) && !name.endsWith("-spring." + XML);
  }
}
