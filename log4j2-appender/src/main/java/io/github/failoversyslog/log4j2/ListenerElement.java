package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.apache.logging.log4j.util.LoaderUtil;
import org.jspecify.annotations.Nullable;

/**
 * The element {@code <Listener class="..."/>}: a listener of the user. Log4j takes it for a
 * listener itself, as it does an element of the user's own; the appender uses the one that it has
 * made.
 */
@Plugin(name = "Listener", category = Node.CATEGORY, printObject = true)
public final class ListenerElement implements SenderListener {
  private static final String NAME = "<Listener>";

  private final @Nullable SenderListener listener;
  private final List<String> faults;
  private final Map<String, String> unknown;

  private ListenerElement(Builder builder) {
    List<String> found = new ArrayList<>();
    this.listener = builder.listener(found);
    this.faults = List.copyOf(found);
    this.unknown = ElementText.unknownIn(builder.node, " of " + NAME);
  }

  /** Those that are to be called. */
  static List<SenderListener> listeners(SenderListener[] elements) {
    return Arrays.stream(elements)
        .map(element -> element instanceof ListenerElement ours ? ours.listener : element)
        .filter(listener -> listener != null) // or a fault says so
        .toList();
  }

  /** Of all that are this element. */
  static List<String> faults(SenderListener[] elements) {
    return ours(elements).stream().flatMap(element -> element.faults.stream()).toList();
  }

  /** What Log4j found no use for, as settings that do not exist. */
  static void addUnknown(SenderListener[] elements, Map<String, String> settings) {
    ours(elements).forEach(element -> settings.putAll(element.unknown));
  }

  private static List<ListenerElement> ours(SenderListener[] elements) {
    return Arrays.stream(elements)
        .filter(ListenerElement.class::isInstance)
        .map(ListenerElement.class::cast)
        .toList();
  }

  /** Does nothing: it is called in place of this one. */
  @Override
  public void status(Status status) {}

  @Override
  public String toString() {
    return String.valueOf(listener);
  }

  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** The attribute as it is written. */
  public static final class Builder
      implements org.apache.logging.log4j.core.util.Builder<ListenerElement> {
    @PluginBuilderAttribute("class")
    private @Nullable String className;

    @PluginNode private @Nullable Node node;

    private Builder() {}

    /** A class with a public constructor without parameters, found as Log4j finds classes. */
    public Builder setClassName(String className) {
      this.className = className;
      return this;
    }

    /** Refuses nothing: the appender names what is wrong, together with its own faults. */
    @Override
    public ListenerElement build() {
      return new ListenerElement(this);
    }

    private @Nullable SenderListener listener(List<String> faults) {
      String name = className;
      if (name == null || ElementText.isEmpty(name)) {
        faults.add(AppenderFaults.listenerWithoutClass(NAME));
        return null;
      }
      try {
        Class<?> type = LoaderUtil.loadClass(name.strip());
        return type.asSubclass(SenderListener.class).getConstructor().newInstance();
      } catch (InvocationTargetException e) {
        faults.add(AppenderFaults.listenerClass(NAME, name, String.valueOf(e.getCause())));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        faults.add(AppenderFaults.listenerClass(NAME, name, e.toString()));
      }
      return null;
    }
  }
}
