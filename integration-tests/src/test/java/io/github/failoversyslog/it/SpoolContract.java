package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the spool when an application ends, the next one sends. */
abstract class SpoolContract extends ApplicationContract {
  @TempDir private Path spools;
  private Path spool;
  private SyslogTestServer primary;

  SpoolContract(Framework framework) {
    super(framework);
  }

  @BeforeEach
  void makeServers() {
    spool = spools.resolve("shop.spool");
    property("spoolFile", spool.toString());
    property("spoolSize", "1 MB");
    primary = server("primary");
    server("failover1");
    server("failover2");
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(SteadyFlow::text).toList();
  }

  @Test
  void keepsWhatNoServerTookForTheNextStart() {
    Application first = start("roundrobin");
    texts(0, 500).forEach(first::info);
    first.stop();
    assertThat(first.statistics().allDiscarded()).isZero();
    assertThat(first.statuses())
        .anyMatch(
            status -> status.contains("500 events were not sent") && status.contains("shop.spool"));

    primary.open();
    Application second = start("roundrobin");
    texts(500, 600).forEach(second::info);
    Eventually.until("all", () -> primary.messages() == 600);
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 600));
    assertThat(second.statistics().recovered()).isEqualTo(500);
    assertThat(second.statuses())
        .anyMatch(
            status -> status.contains("500 messages of spool") && status.contains("sent now"));
  }

  @Test
  void sendsNothingAgainThatAServerHasConfirmedAtTheStop() {
    primary.open();
    for (int run = 0; run < 3; run++) {
      Application application = start("roundrobin");
      texts(run * 100, run * 100 + 100).forEach(application::info);
      application.stop();
      assertThat(application.statistics().recovered()).isZero();
    }
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 300));
  }

  @Test
  void keepsWhatAServerGaveNoSignOfHavingRead() {
    property("shutdownTimeout", "300 ms");
    primary.open();
    Application first = start("roundrobin");
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    texts(0, 100).forEach(first::info);
    Eventually.until("all written", () -> first.statistics().sent() == 100);
    first.stop();
    assertThat(first.statistics().releasedUnconfirmed()).isZero();
    primary.crash();
    primary.resumeReading();
    primary.open();
    start("roundrobin");
    Eventually.until("all", () -> primary.messages() == 100);
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 100));
  }

  @Test
  void refusesASecondUserOfTheFileByName() {
    Application first = start("roundrobin");
    Application second = start("roundrobin");
    assertThat(first.sendsToSyslog()).isTrue();
    assertThat(second.sendsToSyslog()).isFalse();
    second.info("goes nowhere, and harms nobody");
    assertThat(Stream.concat(first.statuses().stream(), second.statuses().stream()))
        .anyMatch(
            status ->
                status.contains("shop.spool is in use by another appender or process; expected"));
  }

  @Test
  void keepsADamagedFileAndBeginsANewOne() throws IOException {
    Files.writeString(spool, "this is no spool");
    primary.open();
    Application application = start("roundrobin");
    application.info("goes on");
    Eventually.until("it arrives", () -> primary.messages() == 1);
    try (Stream<Path> files = Files.list(spools)) {
      assertThat(files.filter(file -> file.toString().contains(".damaged-")))
          .hasSize(1)
          .allSatisfy(file -> assertThat(file).hasContent("this is no spool"));
    }
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("cannot be used") && status.contains(".damaged-"));
  }

  @Test
  void refusesAFileThatCannotBeMade() {
    property("spoolFile", spools.resolve("missing").resolve("shop.spool").toString());
    Application application = start("roundrobin");
    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.statuses()).anyMatch(status -> status.contains("there is no directory"));
  }
}
