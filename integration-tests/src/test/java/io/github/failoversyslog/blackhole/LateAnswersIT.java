package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.Account;
import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.Place;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SocketWork;
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

/** Applications that log and end before anything on the network has answered them. */
@Tag("full")
@EachFramework
class LateAnswersIT extends VanishedServersFixture {
  private static final int EVENTS = 20;
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final Map<String, String> SETTINGS = Map.of("shutdownTimeout", "20 s");

  LateAnswersIT(Framework framework) {
    super(framework);
  }

  @Test
  void aStopWaitsForAConnectWhoseFirstPacketsWereLost() throws Exception {
    openServers(1);
    host(0).vanish();
    ApplicationProcess application = start(0, SETTINGS);
    log(application);
    Eventually.until("a connect", () -> !connects().isBlank());
    Thread stopping = SocketWork.inBackground(application::stop);
    pass(Duration.ofSeconds(2));
    host(0).comeBack();
    stopping.join();
    assertAllArrived(application);
  }

  private String connects() {
    return applicationHost().run("ss", "--tcp", "--no-header", "state", "syn-sent");
  }

  @Test
  void aStopWaitsForANameServerThatAnswersLate() throws Exception {
    openServers(1);
    Place place = host(0).place();
    try (ChildProcess names =
        ChildProcess.start(
            place,
            Path.of(System.getProperty("java.home")),
            LateNameServer.class,
            List.of("-XX:TieredStopAtLevel=1"),
            List.of(place.address(), Long.toString(LATE.toMillis())))) {
      assertThat(names.answer()).isEqualTo("open");
      Server byName = new Server("log0.test", server(0).address().port());
      ApplicationProcess application = start(resolvingBy(place), List.of(byName), 0, SETTINGS);
      log(application);
      application.stop();
      assertAllArrived(application);
    }
  }

  /** Where the application runs, with a name server of its own. */
  private Place resolvingBy(Place nameServer) throws IOException {
    Path file = folder.resolve("resolv.conf");
    Files.writeString(file, "nameserver " + nameServer.address() + "\noptions timeout:20\n");
    List<String> entrance = new ArrayList<>(applicationHost().place().entrance());
    String mount = "mount --bind " + file + " /etc/resolv.conf && exec \"$@\"";
    entrance.addAll(List.of("sh", "-c", mount, "sh")); // seen by this process only
    return new Place(applicationHost().place().address(), entrance);
  }

  private static void log(ApplicationProcess application) {
    for (int i = 0; i < EVENTS; i++) {
      application.log();
    }
  }

  private void assertAllArrived(ApplicationProcess application) {
    Account account = application.account();
    assertThat(server(0).received()).isEqualTo(EVENTS);
    assertThat(server(0).newest()).isEqualTo(EVENTS - 1);
    assertThat(account.discarded()).isZero();
    assertThat(account.releasedUnconfirmed()).isZero();
  }
}
