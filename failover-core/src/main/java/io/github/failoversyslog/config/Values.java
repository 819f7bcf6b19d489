package io.github.failoversyslog.config;

import io.github.failoversyslog.config.ValueKind.Numbers;
import io.github.failoversyslog.config.ValueKind.Plain;
import io.github.failoversyslog.config.ValueKind.Sizes;
import io.github.failoversyslog.config.ValueKind.Times;
import io.github.failoversyslog.config.ValueKind.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a setting, and the one that counts if it is absent.
 *
 * @param text the default, as it would be written; empty: there is none, or the system tells
 * @param absent what holds then, in words
 * @param exceptions defaults with a certain protocol or format; an empty text: it is required then
 */
record Values(
    ValueKind kind, Optional<String> text, String absent, Map<Enum<?>, String> exceptions) {
  private static final String REQUIRED = "required";

  private Values(ValueKind kind, String text) {
    this(kind, Optional.of(text), text, Map.of());
  }

  private Values(ValueKind kind, Optional<String> text, String absent) {
    this(kind, text, absent, Map.of());
  }

  static Values text(String byDefault) {
    return new Values(Plain.TEXT, byDefault);
  }

  /**
   * @param absent what holds if it is absent, in words
   */
  static Values textOr(String absent) {
    return new Values(Plain.TEXT, Optional.empty(), absent);
  }

  static Values requiredText() {
    return textOr(REQUIRED);
  }

  static Values list(String absent) {
    return new Values(Plain.LIST, Optional.of(""), absent);
  }

  static Values file(String absent) {
    return new Values(Plain.FILE, Optional.empty(), absent);
  }

  static Values element() {
    return new Values(Plain.ELEMENT, Optional.empty(), "none");
  }

  static Values flag(boolean byDefault) {
    return new Values(Plain.FLAG, Boolean.toString(byDefault));
  }

  static Values number(int min, int max, String byDefault) {
    return new Values(new Numbers(min, max), byDefault);
  }

  static Values numberOrNone(int min, int max) {
    return new Values(new Numbers(min, max), Optional.empty(), "none");
  }

  static Values time(String byDefault) {
    return new Values(new Times(Duration.ZERO, false), byDefault);
  }

  static Values timeOrOff(String byDefault) {
    return timeOrOff(Duration.ZERO, byDefault);
  }

  /**
   * @param min the shortest above 0, in whole seconds
   */
  static Values timeOrOff(Duration min, String byDefault) {
    return new Values(new Times(min, true), byDefault);
  }

  static Values size(long min, long max, String byDefault) {
    return sizeOfMessage(min, max, max, byDefault);
  }

  static Values sizeOfMessage(long min, long max, long maxOfDatagrams, String byDefault) {
    return new Values(new Sizes(min, max, maxOfDatagrams), byDefault);
  }

  static <E extends Enum<E>> Values oneOf(E byDefault) {
    return oneOf(byDefault, Map.of());
  }

  /**
   * @param aliases what other appenders call some of them, in small letters
   */
  static <E extends Enum<E>> Values oneOf(E byDefault, Map<String, Enum<?>> aliases) {
    return new Values(Words.of(byDefault.getDeclaringClass(), aliases), Words.spelling(byDefault));
  }

  static Values oneOf(Map<String, ? extends Enum<?>> words, String byDefault) {
    return new Values(new Words(new LinkedHashMap<>(words), Map.of()), byDefault);
  }

  /**
   * @param when a protocol or a format; a format counts before a protocol
   */
  Values with(Enum<?> when, String byDefault) {
    Map<Enum<?>, String> more = new LinkedHashMap<>(exceptions);
    more.put(when, byDefault);
    return new Values(kind, text, absent, Collections.unmodifiableMap(more));
  }

  Values requiredWith(Enum<?> when) {
    return with(when, "");
  }

  /** Empty if there is none. */
  Optional<String> textWith(MessageFormat format, Protocol protocol) {
    String ofProtocol = exceptions.getOrDefault(protocol, text.orElse(""));
    String found = exceptions.getOrDefault(format, ofProtocol);
    return found.isEmpty() && !text.equals(Optional.of("")) ? Optional.empty() : Optional.of(found);
  }

  /** As {@code docs/configuration.md} has it. */
  String description() {
    StringBuilder description = new StringBuilder(absent);
    exceptions.forEach(
        (when, byDefault) ->
            description
                .append("; ")
                .append(Words.spelling(when))
                .append(": ")
                .append(byDefault.isEmpty() ? REQUIRED : byDefault));
    return description.toString();
  }
}
