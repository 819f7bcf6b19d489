package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.appender.ElementWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.util.KeyValuePair;
import org.jspecify.annotations.Nullable;

/**
 * The element {@code <StructuredData>}: an element that every message has, with parameters or
 * without. Their values are patterns, as those of Log4j's own {@code <LoggerFields>}.
 */
@Plugin(name = "StructuredData", category = Node.CATEGORY, printObject = true)
public final class StructuredDataElement {
  private record Param(String name, PatternLayout value) {
    ElementWriter.Param<LogEvent> writer() {
      return new ElementWriter.Param<>(
          name,
          value,
          (event, scratch) -> {
            value.serialize(event, scratch);
            return scratch;
          });
    }
  }

  private final String id;
  private final List<Param> params;
  private final List<String> faults;
  private final Map<String, String> unknown;

  private StructuredDataElement(Builder builder) {
    this.id = builder.id == null ? "" : builder.id.strip();
    this.params = builder.params();
    this.faults = builder.faults();
    this.unknown = ElementText.unknownIn(builder.node, " of <StructuredData>");
  }

  /** Writes it into the messages of events. */
  ElementWriter<LogEvent> writer() {
    return new ElementWriter<>(id, params.stream().map(Param::writer).toList());
  }

  String id() {
    return id;
  }

  boolean requiresLocation() {
    return params.stream().anyMatch(param -> param.value.requiresLocation());
  }

  List<String> faults() {
    return faults;
  }

  /** What Log4j found no use for, as settings that do not exist. */
  Map<String, String> unknown() {
    return unknown;
  }

  @Override
  public String toString() {
    return id + params.stream().map(Param::name).toList();
  }

  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** The attributes and elements as they are written. */
  public static final class Builder
      implements org.apache.logging.log4j.core.util.Builder<StructuredDataElement> {
    @PluginBuilderAttribute @Nullable String id;

    @PluginElement("KeyValuePair")
    private KeyValuePair @Nullable [] pairs;

    @PluginConfiguration private @Nullable Configuration configuration;
    @PluginNode private @Nullable Node node;

    private Builder() {}

    /** SD-ID; one without {@code @} and a number gets {@code enterpriseNumber}. */
    public Builder setId(String id) {
      this.id = id;
      return this;
    }

    /** Names and patterns of the parameters. */
    public Builder setPairs(KeyValuePair... pairs) {
      this.pairs = pairs.clone();
      return this;
    }

    /** Refuses nothing: the appender names what is wrong, together with its own faults. */
    @Override
    public StructuredDataElement build() {
      return new StructuredDataElement(this);
    }

    private List<Param> params() {
      return Arrays.stream(pairs == null ? new KeyValuePair[0] : pairs)
          .map(pair -> new Param(textOf(pair.getKey()), pattern(textOf(pair.getValue()))))
          .toList();
    }

    private static String textOf(@Nullable String attribute) {
      return attribute == null || ElementText.isEmpty(attribute) ? "" : attribute;
    }

    @SuppressWarnings("deprecation") // what replaces these is not in Log4j 2.20
    private PatternLayout pattern(String text) {
      return PatternLayout.newBuilder()
          .withConfiguration(configuration)
          .withPattern(text)
          .withAlwaysWriteExceptions(false)
          .build();
    }

    private List<String> faults() {
      List<String> faults = new ArrayList<>();
      if (textOf(id).isEmpty()) {
        faults.add("id of <StructuredData> is missing; expected an SD-ID such as app@32473");
      }
      if (pairs != null && Arrays.stream(pairs).anyMatch(pair -> textOf(pair.getKey()).isEmpty())) {
        faults.add("key of a <KeyValuePair> of <StructuredData> is missing; expected a name");
      }
      return faults;
    }
  }
}
