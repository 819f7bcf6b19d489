package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** With {@code ignoreExceptions="false"}, Log4j's Failover appender receives the refused events. */
class Log4j2StandbyIT extends ApplicationFixture {
  private static final String CONFIGURATION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Configuration status="OFF">
        <Appenders>
          <FailoverSyslog name="SYSLOG" host="127.0.0.1" port="%d" appName="shop" maxMessageSize="8 KB"
              bufferSize="64 KB" ignoreExceptions="false" reconnectDelay="100 ms"/>
          <File name="FILE" fileName="%s" append="false">
            <PatternLayout pattern="%%m%%n" charset="UTF-8"/>
          </File>
          <!-- retryIntervalSeconds: how long the file is used after a failure -->
          <Failover name="FAILOVER" primary="SYSLOG" retryIntervalSeconds="3600">
            <Failovers>
              <AppenderRef ref="FILE"/>
            </Failovers>
          </Failover>
        </Appenders>
        <Loggers>
          <Root level="debug">
            <AppenderRef ref="FAILOVER"/>
          </Root>
        </Loggers>
      </Configuration>
      """;

  Log4j2StandbyIT() {
    super(Framework.LOG4J2);
  }

  @Test
  void eventsAreWrittenToTheFileWhenTheBufferIsFull() throws IOException {
    SyslogTestServer primary = server("primary");
    Application application = start(write(CONFIGURATION.formatted(primary.port(), file())));
    int events = 2000;
    IntStream.range(0, events).forEach(i -> application.log(Level.ERROR, SteadyFlow.text(i)));
    List<String> inFile = Files.readAllLines(file());
    assertThat(inFile).hasSizeBetween(1, events - 1);

    primary.open();
    Eventually.until(
        "the others " + primary,
        () ->
            primary.messages() + primary.ownArrivals().size()
                >= application.statistics().accepted());
    Set<String> received = new HashSet<>(primary.texts());
    received.addAll(inFile);
    assertThat(received)
        .containsAll(IntStream.range(0, events).mapToObj(SteadyFlow::text).toList());
    assertThat(primary.texts()).doesNotContainAnyElementsOf(inFile);
  }
}
