package io.github.failoversyslog.conformance;

import static io.github.failoversyslog.conformance.SettingTexts.xml;

import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Structured data added to every message: {@code <StructuredData>} in Log4j2, {@code
 * <structuredData>} in Logback.
 */
record ConfiguredElement(String id, List<Pattern> params) {
  private static final String[] IDS = {"timeQuality", "origin", "meta", "mdc", "log", "map"};
  private static final String[] ENDS = {"", ".1.20", ".", "..1"}; // valid and invalid numbers
  private static final String[] WORDS = {"logger", "thread", "level"};

  /**
   * A parameter value that includes a part of the event between fixed texts.
   *
   * @param word the conversion word for that part in the patterns of both frameworks
   */
  record Pattern(String name, String before, String word, String after) {

    String valueFor(LoggedEvent event) {
      String part =
          switch (word) {
            case "logger" -> event.logger();
            case "thread" -> event.thread();
            default -> event.level().name();
          };
      return before + " " + part + " " + after;
    }

    private String textFor(Framework framework) {
      String percent = framework == Framework.LOG4J2 ? "%%" : "\\%";
      return xml(before.replace("%", percent) + " %" + word + " " + after.replace("%", percent));
    }

    private String xmlFor(Framework framework) {
      return switch (framework) {
        case LOG4J2 ->
            "<KeyValuePair key=\"%s\" value=\"%s\"/>".formatted(xml(name), textFor(framework));
        case LOGBACK ->
            "<parameter><name>%s</name><value>%s</value></parameter>"
                .formatted(xml(name), textFor(framework));
      };
    }
  }

  /**
   * @param nameChars maximum length of an id's name before {@code enterpriseNumber}
   */
  static List<ConfiguredElement> someOf(Random random, int nameChars) {
    List<ConfiguredElement> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<Pattern> params =
          IntStream.range(0, random.nextInt(4)).mapToObj(p -> pattern(random)).toList();
      elements.add(new ConfiguredElement(randomId(random, nameChars), params));
    }
    return elements;
  }

  private static String randomId(Random random, int nameChars) {
    String number = "@" + random.nextInt(100_000) + ENDS[random.nextInt(ENDS.length)];
    return switch (random.nextInt(4)) {
      case 0 -> IDS[random.nextInt(IDS.length)];
      case 1 -> SettingTexts.random(random, nameChars, "@");
      case 2 -> SettingTexts.random(random, nameChars - number.length(), "@") + number;
      default -> {
        String half = SettingTexts.random(random, (nameChars - 1) / 2, "@");
        yield half + "@" + half;
      }
    };
  }

  private static Pattern pattern(Random random) {
    return new Pattern(
        SettingTexts.random(random, 40, ""),
        SettingTexts.random(random, 20, "()"), // which group parts of a pattern in Logback
        WORDS[random.nextInt(WORDS.length)],
        SettingTexts.random(random, 20, "()"));
  }

  String xmlFor(Framework framework) {
    String patterns =
        params.stream().map(pattern -> pattern.xmlFor(framework)).collect(Collectors.joining());
    return switch (framework) {
      case LOG4J2 -> "<StructuredData id=\"%s\">%s</StructuredData>".formatted(xml(id), patterns);
      case LOGBACK -> "<structuredData><id>%s</id>%s</structuredData>".formatted(xml(id), patterns);
    };
  }
}
