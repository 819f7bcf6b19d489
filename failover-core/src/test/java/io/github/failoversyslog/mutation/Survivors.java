package io.github.failoversyslog.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Mutants that no test found, and how many of each: {@code package.Class.method | description}, as
 * PIT describes them, without line numbers.
 */
final class Survivors {
  private static final Set<String> STATES = Set.of("SURVIVED", "NO_COVERAGE");
  private static final String PACKAGES = "io[./]github[./]failoversyslog[./]";
  private static final String SEPARATOR = " | ";

  private Survivors() {}

  static List<Path> reportsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("mutations.xml")).sorted().toList();
    }
  }

  static Map<String, Integer> of(Path report) throws IOException {
    Map<String, Integer> survivors = new TreeMap<>();
    NodeList mutations = document(report).getElementsByTagName("mutation");
    IntStream.range(0, mutations.getLength())
        .mapToObj(i -> (Element) mutations.item(i))
        .filter(mutation -> STATES.contains(mutation.getAttribute("status")))
        .forEach(mutation -> survivors.merge(describe(mutation), 1, Integer::sum));
    return survivors;
  }

  private static Element document(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(report.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not a report of PIT: " + report, e);
    }
  }

  private static String describe(Element mutation) {
    String type = text(mutation, "mutatedClass").replaceFirst(PACKAGES, "");
    String method = text(mutation, "mutatedMethod").replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
    String description =
        text(mutation, "description").replaceFirst(" for .*", "").replaceFirst(PACKAGES, "");
    return type + "." + method + SEPARATOR + description;
  }

  private static String text(Element mutation, String name) {
    return mutation.getElementsByTagName(name).item(0).getTextContent();
  }

  /**
   * @param lines as in {@link Survivors}, then {@code | } and the reason; {@code N x } before a
   *     description says how many there are; {@code #} begins a comment
   */
  static Map<String, Integer> listedIn(List<String> lines) {
    Map<String, Integer> listed = new TreeMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" \\| ", 3);
      if (parts.length < 3 || parts[2].isBlank()) {
        throw new IllegalArgumentException("expected 'method | description | reason': " + line);
      }
      String[] count = parts[1].split(" x ", 2);
      boolean several = count.length == 2 && count[0].matches("\\d+");
      listed.merge(
          parts[0] + SEPARATOR + (several ? count[1] : parts[1]),
          several ? Integer.parseInt(count[0]) : 1,
          Integer::sum);
    }
    return listed;
  }

  /** Those that are not listed, or not so many of them. */
  static List<String> beyond(Map<String, Integer> survivors, Map<String, Integer> listed) {
    List<String> beyond = new ArrayList<>();
    survivors.forEach(
        (survivor, number) -> {
          for (int i = listed.getOrDefault(survivor, 0); i < number; i++) {
            beyond.add(survivor);
          }
        });
    return beyond;
  }
}
