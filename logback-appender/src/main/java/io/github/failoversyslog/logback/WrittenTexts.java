package io.github.failoversyslog.logback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the elements within one element, as they are written. Logback calls a setter for
 * each of them, so that one that is there twice would replace the first unseen.
 */
final class WrittenTexts {
  private final String place;
  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> there = new TreeSet<>();
  private final Set<String> repeated = new TreeSet<>();

  /**
   * @param place what faults have behind a name, if it is not the appender itself
   */
  WrittenTexts(String place) {
    this.place = place;
  }

  /** An empty one counts as absent. */
  void put(String name, @Nullable String text) {
    String written = text == null ? "" : text;
    if (!written.isBlank()) {
      isThere(name);
      texts.put(name, written);
    } else if (!there.contains(name)) {
      texts.put(name, written);
    }
  }

  /** Puts what is written behind what is there already, with a comma between them. */
  void add(String name, @Nullable String text) {
    boolean more = there.remove(name) && text != null && !text.isBlank();
    put(name, more ? texts.get(name) + "," + text : text);
    there.add(name);
  }

  /** An element that has more than a text. */
  void isThere(String name) {
    if (!there.add(name)) {
      repeated.add(name);
    }
  }

  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** By name. */
  Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /** What is there more than once; what is set from now on replaces what is there. */
  List<String> faults() {
    List<String> faults =
        repeated.stream().map(name -> name + place + " is there twice; expected it once").toList();
    there.clear();
    repeated.clear();
    return faults;
  }
}
