package io.github.failoversyslog.text;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Makes the text of an array, in the manner of SLF4J's MessageFormatter. */
final class ArrayText {
  /** Hardly a message is that long; one of arrays that share others would have no end. */
  private static final int MOST_CHARS = 1024 * 1024;

  private final StringBuilder text = new StringBuilder();
  private final List<Object> within = new ArrayList<>(); // the arrays that are not at their end

  private ArrayText() {}

  /**
   * One that has itself among its elements is {@code [...]} there, and {@code ...} stands for what
   * would make the text too long.
   */
  static String of(Object array) {
    ArrayText made = new ArrayText();
    made.append(array);
    return made.text.toString();
  }

  private void append(Object array) {
    if (ObjectText.isAmong(within, array)) {
      text.append("[...]");
      return;
    }
    within.add(array);
    text.append('[');
    for (int i = 0; i < Array.getLength(array); i++) {
      text.append(i == 0 ? "" : ", ");
      if (text.length() > MOST_CHARS) {
        text.append("...");
        break;
      }
      Object element = Array.get(array, i);
      if (element != null && element.getClass().isArray()) {
        append(element);
      } else {
        text.append(ObjectText.of(element));
      }
    }
    text.append(']');
    within.remove(within.size() - 1);
  }
}
