package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.LaunchContext;
import io.github.failoversyslog.faults.ProcessReport;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SocketTask;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Applications that log and stop before any server or name server has answered. */
@Tag("full")
@EachFramework
class SlowAnswersIT extends VanishedServersFixture {
  private static final int EVENTS = 20;
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final Map<String, String> SETTINGS = Map.of("shutdownTimeout", "20 s");

  SlowAnswersIT(Framework framework) {
    super(framework);
  }

  @Test
  void theStopWaitsForAConnectWhoseFirstPacketsWereLost() throws Exception {
    openServers(1);
    host(0).vanish();
    ApplicationProcess application = start(0, SETTINGS);
    log(application);
    Eventually.until("a connect", () -> !connects().isBlank());
    Thread stopping = SocketTask.inBackground(application::stop);
    pass(Duration.ofSeconds(2));
    host(0).restore();
    stopping.join();
    assertAllArrived(application);
  }

  private String connects() {
    return applicationHost().run("ss", "--tcp", "--no-header", "state", "syn-sent");
  }

  @Test
  void theStopWaitsForASlowNameServer() throws Exception {
    openServers(1);
    LaunchContext launchContext = host(0).launchContext();
    try (ChildProcess names =
        ChildProcess.start(
            launchContext,
            Path.of(System.getProperty("java.home")),
            SlowNameServer.class,
            List.of("-XX:TieredStopAtLevel=1"),
            List.of(launchContext.address(), Long.toString(LATE.toMillis())))) {
      assertThat(names.answer()).isEqualTo("open");
      Server byName = new Server("log0.test", server(0).address().port());
      ApplicationProcess application =
          start(usingNameServer(launchContext), List.of(byName), 0, SETTINGS);
      log(application);
      application.stop();
      assertAllArrived(application);
    }
  }

  /** The application's launch context with a name server of its own. */
  private LaunchContext usingNameServer(LaunchContext nameServer) throws IOException {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(file, "nameserver " + nameServer.address() + "\noptions timeout:20\n");
    List<String> commandPrefix = new ArrayList<>(applicationHost().launchContext().commandPrefix());
    String mount = "mount --bind " + file + " /etc/resolv.conf && exec \"$@\"";
    commandPrefix.addAll(List.of("sh", "-c", mount, "sh")); // seen by this process only
    return new LaunchContext(applicationHost().launchContext().address(), commandPrefix);
  }

  private static void log(ApplicationProcess application) {
    for (int i = 0; i < EVENTS; i++) {
      application.log();
    }
  }

  private void assertAllArrived(ApplicationProcess application) {
    ProcessReport processReport = application.processReport();
    assertThat(server(0).received()).isEqualTo(EVENTS);
    assertThat(server(0).newest()).isEqualTo(EVENTS - 1);
    assertThat(processReport.discarded()).isZero();
    assertThat(processReport.releasedUnconfirmed()).isZero();
  }
}
