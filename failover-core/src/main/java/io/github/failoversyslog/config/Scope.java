package io.github.failoversyslog.config;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** With which protocols and formats a setting has an effect. */
public record Scope(Set<Protocol> protocols, Set<MessageFormat> formats) {

  static final Scope ALL = with(EnumSet.allOf(Protocol.class));

  public Scope {
    protocols = Set.copyOf(protocols);
    formats = Set.copyOf(formats);
  }

  static Scope with(Protocol first, Protocol... more) {
    return with(EnumSet.of(first, more));
  }

  private static Scope with(Set<Protocol> protocols) {
    return new Scope(protocols, EnumSet.allOf(MessageFormat.class));
  }

  static Scope with(MessageFormat format) {
    return new Scope(EnumSet.allOf(Protocol.class), EnumSet.of(format));
  }

  boolean has(Protocol protocol) {
    return protocols.contains(protocol);
  }

  boolean has(MessageFormat format) {
    return formats.contains(format);
  }

  /** Such as {@code tcp or tls}. */
  static String listed(Set<? extends Enum<?>> values) {
    return values.stream()
        .sorted()
        .map(ValueKind.Words::spelling)
        .collect(Collectors.joining(" or "));
  }
}
