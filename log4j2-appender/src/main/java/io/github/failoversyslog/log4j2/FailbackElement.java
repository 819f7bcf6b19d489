package io.github.failoversyslog.log4j2;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.jspecify.annotations.Nullable;

/** The element {@code <Failback>}: return to the primary once it has recovered. */
@Plugin(name = "Failback", category = Node.CATEGORY, printObject = true)
public final class FailbackElement {
  private final Map<String, String> settings;

  private FailbackElement(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  Map<String, String> settings() {
    return settings;
  }

  @Override
  public String toString() {
    return settings.toString();
  }

  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** The attributes as they are written. */
  public static final class Builder
      implements org.apache.logging.log4j.core.util.Builder<FailbackElement> {
    @PluginBuilderAttribute @Nullable String tcpProbeInterval;
    @PluginBuilderAttribute @Nullable String successfulProbesRequired;
    @PluginNode private @Nullable Node node;

    private Builder() {}

    public Builder setTcpProbeInterval(String tcpProbeInterval) {
      this.tcpProbeInterval = tcpProbeInterval;
      return this;
    }

    public Builder setTcpProbeInterval(Duration tcpProbeInterval) {
      return setTcpProbeInterval(tcpProbeInterval.toString());
    }

    public Builder setSuccessfulProbesRequired(String successfulProbesRequired) {
      this.successfulProbesRequired = successfulProbesRequired;
      return this;
    }

    public Builder setSuccessfulProbesRequired(int successfulProbesRequired) {
      return setSuccessfulProbesRequired(Integer.toString(successfulProbesRequired));
    }

    /** Refuses nothing: the appender names what is wrong, together with its own faults. */
    @Override
    public FailbackElement build() {
      Map<String, String> settings = new HashMap<>(Map.of("failback", ""));
      settings.putAll(ElementText.settingsOf(this, Builder.class, "failback."));
      settings.putAll(ElementText.unknownIn(node, " of <Failback>"));
      return new FailbackElement(settings);
    }
  }
}
