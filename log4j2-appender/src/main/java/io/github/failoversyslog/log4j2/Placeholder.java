package io.github.failoversyslog.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;

/** Gives the annotation processors something to do until the first real plugin is here. */
@Plugin(name = "Placeholder", category = Node.CATEGORY)
public final class Placeholder {
  private Placeholder() {}

  /** Called by Log4j. */
  @PluginFactory
  public static Placeholder create() {
    return new Placeholder();
  }
}
