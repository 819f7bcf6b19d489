package io.github.failoversyslog.log4j2;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.core.config.ConfigurationException;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.jspecify.annotations.Nullable;

/** What is written in one element of the configuration. */
final class ElementText {
  private ElementText() {}

  /** Whether it counts as absent; {@code null} is what Log4j makes of JSON's and YAML's. */
  static boolean isEmpty(String text) {
    return text.isBlank() || text.equals("null");
  }

  /**
   * The attributes that are set, by name; those that are empty have no text.
   *
   * @param fields the class that has, or inherits, a field for each attribute
   * @param prefix of every name
   */
  static Map<String, String> settingsOf(Object builder, Class<?> fields, String prefix) {
    Map<String, String> settings = new HashMap<>();
    for (Class<?> type = fields; isOurs(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(PluginBuilderAttribute.class)
            && valueOf(field, builder) instanceof String text) {
          settings.put(prefix + field.getName(), isEmpty(text) ? "" : text);
        }
      }
    }
    return settings;
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackage().equals(ElementText.class.getPackage());
  }

  private static @Nullable Object valueOf(Field field, Object builder) {
    try {
      return field.get(builder);
    } catch (IllegalAccessException e) {
      throw new ConfigurationException(field + " is private", e);
    }
  }

  /**
   * What Log4j found no use for and left in the node. The names are such that they are no
   * setting's.
   *
   * @param node null if the element was not read from a file
   * @param place where this is, if not in the appender itself
   */
  static Map<String, String> unknownIn(@Nullable Node node, String place) {
    Map<String, String> unknown = new HashMap<>();
    if (node != null) {
      node.getAttributes().keySet().forEach(name -> unknown.put("attribute " + name + place, ""));
      node.getChildren()
          .forEach(child -> unknown.put("extra element <" + child.getName() + ">" + place, ""));
    }
    return unknown;
  }
}
