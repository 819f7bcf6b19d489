package io.github.failoversyslog.log4j2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.core.config.Node;

/** Attributes of an element that Log4j has made nothing of; their names ignore case. */
record Attributes(Map<String, String> texts) {

  /**
   * @param substitute puts values in the place of {@code ${...}}
   * @param known those that there may be
   * @param faults gets one for every other name, and for one that is there twice
   */
  static Attributes of(
      Node node, UnaryOperator<String> substitute, List<String> known, List<String> faults) {
    Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    node.getAttributes()
        .forEach(
            (name, text) -> {
              String attribute = name + " of <" + node.getName() + ">";
              if (known.stream().noneMatch(name::equalsIgnoreCase)) { // Log4j does not tell which
                faults.add(
                    ("attribute or element " + attribute + " is unknown; expected one of ")
                        + String.join(", ", known));
              } else if (texts.put(name, substitute.apply(text)) != null) {
                faults.add("attribute " + attribute + " is there twice; expected it once");
              }
            });
    return new Attributes(texts);
  }

  /** Empty if it is not there, or has no text. */
  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !ElementText.isEmpty(text));
  }
}
