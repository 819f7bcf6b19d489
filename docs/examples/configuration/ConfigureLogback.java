import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import io.github.failoversyslog.logback.FailbackElement;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import io.github.failoversyslog.logback.StructuredDataElement;
import io.github.failoversyslog.logback.WarningStatusListener;
import org.slf4j.LoggerFactory;

/** An application that configures Logback by a program, without a file. */
public class ConfigureLogback {
  public static void main(String[] args) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset(); // removes what Logback has without a configuration: a console appender
    context.getStatusManager().add(new WarningStatusListener());
    FailoverSyslogAppender syslog = syslog(context);
    syslog.start(); // after all settings
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(syslog);

    LoggerFactory.getLogger("shop").info("order 12 was paid");

    context.stop(); // delivers what is in the buffer; there is no shutdown hook
  }

  private static FailoverSyslogAppender syslog(LoggerContext context) {
    FailoverSyslogAppender syslog = new FailoverSyslogAppender();
    syslog.setContext(context); // before the settings
    syslog.setName("SYSLOG");
    syslog.setHost("primary-server.com");
    syslog.setPort("6514");
    syslog.setProtocol("tls");
    syslog.setAppName("shop");
    syslog.setFailoverServers("failover-server1, failover-server2");
    FailbackElement failback = new FailbackElement();
    failback.setTcpProbeInterval("60 s");
    failback.setSuccessfulProbesRequired("3");
    syslog.setFailback(failback);
    syslog.setSsl(ssl());
    StructuredDataElement.ParameterElement version = new StructuredDataElement.ParameterElement();
    version.setName("version");
    version.setValue("7.2");
    StructuredDataElement app = new StructuredDataElement();
    app.setId("app@32473");
    app.addParameter(version);
    syslog.addStructuredData(app);
    return syslog;
  }

  private static SSLConfiguration ssl() {
    KeyStoreFactoryBean trustStore = new KeyStoreFactoryBean();
    trustStore.setLocation("file:/etc/shop/trust.p12");
    trustStore.setPassword("changeit");
    SSLConfiguration ssl = new SSLConfiguration();
    ssl.setTrustStore(trustStore);
    return ssl;
  }
}
