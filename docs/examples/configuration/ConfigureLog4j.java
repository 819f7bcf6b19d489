import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** An application that configures Log4j by its ConfigurationBuilder, without a file. */
public class ConfigureLog4j {
  public static void main(String[] args) throws Exception {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder
        .setStatusLevel(Level.WARN)
        .add(syslog(builder))
        .add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef("SYSLOG")));
    Configurator.initialize(builder.build());

    LogManager.getLogger("shop").info("order 12 was paid");
  }

  private static AppenderComponentBuilder syslog(ConfigurationBuilder<?> builder) {
    ComponentBuilder<?> trustStore =
        builder
            .newComponent("TrustStore")
            .addAttribute("location", "/etc/shop/trust.p12")
            .addAttribute("password", "changeit");
    return builder
        .newAppender("SYSLOG", "FailoverSyslog")
        .addAttribute("host", "primary-server.com")
        .addAttribute("port", 6514)
        .addAttribute("protocol", "tls")
        .addAttribute("appName", "shop")
        .addAttribute("failoverServers", "failover-server1, failover-server2")
        .addComponent(
            builder
                .newComponent("Failback")
                .addAttribute("tcpProbeInterval", "60 s")
                .addAttribute("successfulProbesRequired", 3))
        .addComponent(builder.newComponent("Ssl").addComponent(trustStore))
        .addComponent(
            builder
                .newComponent("StructuredData")
                .addAttribute("id", "app@32473")
                .addComponent(builder.newKeyValuePair("version", "7.2")));
  }
}
