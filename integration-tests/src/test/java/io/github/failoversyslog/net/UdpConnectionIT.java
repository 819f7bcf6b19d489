package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A UDP connection; the test controls the clock and name resolution, the sockets are real. */
class UdpConnectionIT {
  private static final long LOOK_UP_INTERVAL_NANOS = 60_000_000_000L;

  private final UdpTestServer first = new UdpTestServer();
  private final UdpTestServer second = new UdpTestServer(loopback(5), first.port());
  private final AtomicInteger cut = new AtomicInteger();
  private CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
  private long nowNanos;
  private Selector selector;
  private UdpConnector connector;
  private @Nullable Connection connection;

  @BeforeEach
  void connect() throws IOException {
    first.open();
    second.open();
    selector = Selector.open();
    TcpConnector tcp =
        new TcpConnector(
            selector,
            host -> answer.copy(),
            Runnable::run,
            () -> nowNanos,
            10_000_000_000L,
            65536,
            Transport.plain());
    connector =
        new UdpConnector(tcp, OptionalInt.empty(), LOOK_UP_INTERVAL_NANOS, cut::incrementAndGet);
    resolveNameTo(loopback(1));
    open();
  }

  private void open() {
    connector.open(
        new Server("log1", first.port()),
        new Connector.AttemptListener() {
          @Override
          public void reached(Connection reached) {
            connection = reached;
            reached.attach(() -> {});
          }

          @Override
          public void failed(String reason) {
            throw new IllegalStateException(reason);
          }

          @Override
          public void rejected(String reason) {
            throw new IllegalStateException(reason);
          }

          @Override
          public void notAsked(String reason) {
            throw new IllegalStateException(reason);
          }
        });
  }

  @AfterEach
  void end() throws IOException {
    connection().close();
    selector.close();
    first.close();
    second.close();
  }

  private Connection connection() {
    assertThat(connection).isNotNull();
    return connection;
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void resolveNameTo(InetAddress... addresses) {
    answer = CompletableFuture.completedFuture(List.of(addresses));
  }

  private void advanceClock(long nanos) {
    nowNanos += nanos;
    connection().checkDeadline(nowNanos);
  }

  private int write(String text) throws IOException {
    return connection().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static void arrives(String text, UdpTestServer server) {
    Eventually.holds(
        () -> assertThat(server.arrivals()).anyMatch(arrival -> arrival.raw().equals(text)));
  }

  @Test
  void followsTheNameOnceAMinuteWithoutLosingMessages() throws IOException {
    assertThat(write("one")).isEqualTo(3);
    resolveNameTo(loopback(5));
    advanceClock(LOOK_UP_INTERVAL_NANOS - 1);
    write("two");
    assertThat(connection().wakeAtNanos()).isEqualTo(LOOK_UP_INTERVAL_NANOS);
    advanceClock(1);
    write("three");
    arrives("three", second);
    arrives("one", first);
    arrives("two", first);
    assertThat(second.arrivals()).hasSize(1);
  }

  @Test
  void keepsAnAddressThatTheNameStillHas() throws IOException {
    resolveNameTo(loopback(5), loopback(1));
    advanceClock(LOOK_UP_INTERVAL_NANOS);
    write("one");
    arrives("one", first);
    assertThat(second.arrivals()).isEmpty();
  }

  @Test
  void keepsTheAddressWhenTheLookUpFailsOrTimesOut() throws IOException {
    answer = CompletableFuture.failedFuture(new IOException("no name server"));
    advanceClock(LOOK_UP_INTERVAL_NANOS);
    write("one");
    CompletableFuture<List<InetAddress>> late = new CompletableFuture<>();
    answer = late;
    advanceClock(LOOK_UP_INTERVAL_NANOS);
    advanceClock(10_000_000_000L); // the connectTimeout
    late.complete(List.of(loopback(5)));
    write("two");
    arrives("two", first);
    arrives("one", first);
    assertThat(connection().wakeAtNanos()).isEqualTo(nowNanos + LOOK_UP_INTERVAL_NANOS);
  }

  @Test
  void triesAnotherAddressOfTheNameAfterAClosedPort() throws IOException {
    first.close();
    resolveNameTo(loopback(1), loopback(5));
    Eventually.until(
        "loss",
        () -> {
          try {
            return write("lost") < 0;
          } catch (IOException e) {
            assertThat(e).hasMessage("port unreachable");
            return true;
          }
        });
    connection().close();
    open();
    write("found");
    arrives("found", second);
  }

  @Test
  void dropsTheFailureOfAnAddressThatNoLongerBelongsToTheServer() {
    Server server = new Server("log1", first.port());
    List<InetAddress> both = List.of(loopback(1), loopback(5));
    connector.avoid(server, loopback(1));
    assertThat(connector.preferred(server, both)).isEqualTo(loopback(5));
    assertThat(connector.preferred(server, List.of(loopback(5)))).isEqualTo(loopback(5));
    assertThat(connector.preferred(server, both)).isEqualTo(loopback(1));
  }

  @Test
  void truncatesAnOversizedDatagramAtACharacterBoundaryAndCountsIt() throws IOException {
    String text = "x" + "\u20ac".repeat(23_000); // 69,001 bytes
    assertThat(write(text)).isEqualTo(69_001);
    Eventually.until("it", () -> first.arrivals().size() == 1);
    String arrived = first.arrivals().get(0).raw();
    assertThat(text).startsWith(arrived);
    assertThat(arrived).endsWith("\u20ac");
    assertThat(cut).hasValue(1);
    write("short");
    arrives("short", first);
    assertThat(cut).hasValue(1);
  }

  @Test
  void readsEndOfStreamAfterItsOutputWasShutDown() throws IOException {
    ByteBuffer input = ByteBuffer.allocate(10);
    assertThat(connection().read(input)).isZero();
    connection().shutdownOutput();
    assertThat(selector.selectNow()).as("ready to be read from").isEqualTo(1);
    assertThat(connection().read(input)).isEqualTo(-1);
  }
}
