package io.github.failoversyslog.appender;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.text.ObjectText;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Writes an element that every message has, with parameters or without. Any thread.
 *
 * @param <E> the framework's event
 */
public final class ElementWriter<E> {
  private final String id;
  private final List<Param<E>> params;

  /**
   * A parameter of the element.
   *
   * @param pattern what formats the value: named in its place if that fails
   * @param value may put the text together in what it is given, which is empty; may fail
   */
  public record Param<E>(
      String name, Object pattern, BiFunction<E, StringBuilder, CharSequence> value) {

    private CharSequence of(E event, StringBuilder scratch) {
      try {
        return value.apply(event, scratch);
      } catch (RuntimeException | StackOverflowError e) { // of a converter: the event has more
        return ObjectText.failed(pattern, e);
      }
    }
  }

  /**
   * @param id SD-ID, as {@link MessageWriter#element} has it
   */
  public ElementWriter(String id, List<Param<E>> params) {
    this.id = id;
    this.params = List.copyOf(params);
  }

  void write(E event, MessageWriter message) {
    message.element(id);
    for (int i = 0; i < params.size(); i++) { // no iterator: this runs for every event
      Param<E> param = params.get(i);
      message.param(param.name, param.of(event, message.scratch()));
    }
  }
}
