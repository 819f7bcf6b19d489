package io.github.failoversyslog.log4j2;

import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.visitors.AbstractPluginVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code <Ssl>} out of the children of an element, and has Log4j make all others. What Log4j
 * would make of {@code <Ssl>} reads its stores once and forgets their passwords, trusts what Java
 * trusts if a store cannot be read, and does not tell whether the host name check was set.
 *
 * <p>For an element that says {@code deferChildren}, and a field that Log4j sets before those that
 * ask for children: one of the most derived class.
 */
public final class SslVisitor extends AbstractPluginVisitor<SslAsWritten> {

  /** Called by Log4j. */
  public SslVisitor() {
    super(SslAsWritten.class);
  }

  @Override
  public @Nullable Object visit(
      Configuration configuration, Node node, @Nullable LogEvent event, StringBuilder log) {
    SslElement ssl = null;
    for (Node child : List.copyOf(node.getChildren())) {
      if (ssl == null && child.getName().equalsIgnoreCase(SslElement.NAME)) {
        ssl = SslElement.of(child, text -> substitutor.replace(event, text));
        node.getChildren().remove(child);
      } else {
        configuration.createConfiguration(child, event);
      }
    }
    return ssl;
  }
}
