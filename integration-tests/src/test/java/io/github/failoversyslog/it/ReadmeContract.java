package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example in the README works as it is printed there, but for the names of the servers. */
abstract class ReadmeContract extends ApplicationContract {
  private static final Path README = Path.of("..", "README.md");

  ReadmeContract(Framework framework) {
    super(framework);
  }

  @Test
  void itsExampleSendsToThePrimaryAndFailsOver() throws IOException {
    SyslogTestServer primary = server("primary").open();
    SyslogTestServer failover1 = server("failover1").open();
    SyslogTestServer failover2 = server("failover2").open();
    String xml =
        DocumentedExample.in(README, framework() == Framework.LOG4J2 ? "Log4j2" : "Logback")
            .replaceFirst("primary-server\\.com", "127.0.0.1")
            .replaceFirst("601", Integer.toString(primary.port()))
            .replaceFirst("failover-server1", "127.0.0.1:" + failover1.port())
            .replaceFirst("failover-server2:1601", "127.0.0.1:" + failover2.port());
    Path file = Files.writeString(folder.resolve("example.xml"), xml);

    Application application = framework().start(file.toUri(), Map.of());
    try {
      application.info("to the primary");
      Eventually.holds(() -> assertThat(primary.texts()).containsExactly("to the primary"));
      assertThat(primary.arrivals().get(0).message().appName()).isEqualTo("shop");
      primary.crash();
      application.info("to the failover server");
      Eventually.holds(() -> assertThat(failover1.texts()).contains("to the failover server"));
    } finally {
      application.stop();
    }
  }
}
