package io.github.failoversyslog.log4j2;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.core.config.Node;

/** Attributes of an element that Log4j has made nothing of; their names ignore case. */
record Attributes(Map<String, String> texts) {

  /**
   * @param substitute puts values in the place of {@code ${...}}
   * @param known names in lower case
   * @param faults gets one for every other name
   */
  static Attributes of(
      Node node, UnaryOperator<String> substitute, Set<String> known, List<String> faults) {
    Map<String, String> texts = new HashMap<>();
    node.getAttributes()
        .forEach(
            (name, text) -> {
              texts.put(name.toLowerCase(Locale.ROOT), substitute.apply(text));
              if (!known.contains(name.toLowerCase(Locale.ROOT))) {
                faults.add("attribute " + name + " of <" + node.getName() + "> is unknown");
              }
            });
    return new Attributes(texts);
  }

  /**
   * @param name in lower case
   */
  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !text.isEmpty());
  }
}
