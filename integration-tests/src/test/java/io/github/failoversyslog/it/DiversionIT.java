package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that the buffer refuses are given to another appender. */
@Tag("logback-versions")
@EachFramework
class DiversionIT extends ApplicationFixture {
  private static final int EVENTS = 2000;

  private SyslogTestServer primary;

  DiversionIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
    set("maxMessageSize", "8 KB");
    set("bufferSize", "64 KB");
  }

  @BeforeEach
  void makeServer() {
    primary = server("primary");
  }

  private Application startWithDiversion() {
    String syslog = framework().xml(settings());
    return start(write(framework().configurationWithDiversion(syslog, file(), "%m%n")));
  }

  private static List<String> events() {
    return IntStream.range(0, EVENTS).mapToObj("event %05d"::formatted).toList();
  }

  private static Stream<String> among(List<String> texts) {
    return texts.stream().filter(text -> text.startsWith("event "));
  }

  @Test
  void theOtherAppenderGetsExactlyTheRefusedEvents() throws IOException {
    Application application = startWithDiversion();
    events().forEach(application::info);

    long accepted = application.statistics().accepted();
    assertThat(application.statistics().diverted()).isPositive();
    assertThat(accepted + application.statistics().diverted()).isEqualTo(EVENTS);
    assertThat(application.statistics().allDiscarded()).isZero();
    List<String> diverted = Files.readAllLines(file());
    assertThat(diverted).hasSize((int) application.statistics().diverted());
    Eventually.until(
        "report",
        () -> application.warnings().stream().anyMatch(text -> text.contains("appender FILE")));

    primary.open();
    Eventually.until("all", () -> primary.messages() >= accepted);
    assertThat(Stream.concat(diverted.stream(), among(primary.texts())))
        .containsExactlyInAnyOrderElementsOf(events());
  }

  @Test
  void callersWaitFirstIfTheyMay() throws IOException {
    set("overflow", "block");
    set("blockTimeout", "10 ms");
    Application application = startWithDiversion();
    int logged = 0;
    while (application.statistics().diverted() < 3) {
      application.info("event " + logged);
      logged++;
    }

    assertThat(application.statistics().accepted() + 3).isEqualTo(logged);
    assertThat(application.statistics().discarded()).containsEntry(DiscardReason.BLOCK_TIMEOUT, 0L);
    assertThat(Files.readAllLines(file())).hasSize(3);
  }

  @Test
  void aReferenceToAnUnknownAppenderIsRefused() {
    primary.open();
    Application application = start(settings(), framework().reference("NOBODY"));

    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.errors()).anyMatch(text -> text.contains("refers to \"NOBODY\""));
  }
}
