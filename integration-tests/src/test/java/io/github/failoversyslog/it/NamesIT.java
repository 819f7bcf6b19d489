package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FramingMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What names resolve to, and when, decided by the test. */
class NamesIT {
  private final SyslogTestServer server =
      SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void everyAddressOfANameIsTriedUntilOneAnswers() throws UnknownHostException {
    InetAddress nobodyListens = InetAddress.getByAddress(new byte[] {127, 0, 0, 3});
    InetAddress live = InetAddress.getLoopbackAddress();
    TestSender sender =
        TestSender.start(
            host -> CompletableFuture.completedFuture(List.of(nobodyListens, live)),
            Map.of("host", "log1", "port", Integer.toString(server.port())));
    sender.send("found");
    Eventually.holds(() -> assertThat(server.texts()).containsExactly("found"));
    assertThat(sender.statistics().connectFailures()).as("one attempt, two addresses").isZero();
    sender.stop(Duration.ofSeconds(5));
  }

  @Test
  void aLookUpThatHangsDelaysTheNextServerByTheConnectTimeoutAndTheStopNotAtAll() {
    InetAddress live = InetAddress.getLoopbackAddress();
    TestSender sender =
        TestSender.start(
            host ->
                host.equals("hangs")
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(List.of(live)),
            Map.of(
                "host", "hangs",
                "failoverServers", "log2:" + server.port(),
                "connectTimeout", "200 ms"));
    sender.send("failed over");
    Eventually.holds(() -> assertThat(server.texts()).containsExactly("failed over"));
    assertThat(sender.stop(Duration.ofSeconds(5))).isTrue();
  }
}
