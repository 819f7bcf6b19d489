package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a sender and of its simulated network, all drawn from one seed.
 *
 * @param config the servers and their order; the other fields here replace its other settings
 * @param manner how the servers react to requests for receipts
 * @param windowNanos the resend window; RELP has none
 * @param sendBufferBytes as set; the kernel holds twice as much
 * @param relpTimeoutNanos at least so long that a server without a fault answers in time: what is
 *     written may wait once more for room in the server's kernel
 */
record Schedule(
    long seed,
    SenderConfig config,
    Rules rules,
    SentFrames.Format format,
    SimulatedConnection.Path path,
    ServerHabits habits,
    Requests.Manner manner,
    long windowNanos,
    int sendBufferBytes,
    int ringBytes,
    int batchBytes,
    long connectTimeoutNanos,
    long writeTimeoutNanos,
    long closeTimeoutNanos,
    int relpWindow,
    long relpTimeoutNanos) {

  static final int KERNEL_FACTOR = 4; // as in the engine
  private static final int MOST_SERVERS = 3;
  private static final List<SenderConfig> ROUND_ROBIN = configs(Map.of());
  private static final List<SenderConfig> FAILBACK = configs(Map.of("failback", ""));

  Schedule {
    long slowestAnswerNanos = 4 * habits.gapNanos() + 4 * path.latencyNanos();
    relpTimeoutNanos = Math.max(relpTimeoutNanos, slowestAnswerNanos);
  }

  /** With 1 server, 2 and so on; failback requires 2. */
  private static List<SenderConfig> configs(Map<String, String> failback) {
    return IntStream.rangeClosed(1, MOST_SERVERS)
        .mapToObj(servers -> servers < 2 ? config(servers, Map.of()) : config(servers, failback))
        .toList();
  }

  private static SenderConfig config(int servers, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("host", "log0");
    settings.put("heartbeatInterval", "7 s");
    settings.put(
        "failoverServers",
        IntStream.range(1, servers)
            .mapToObj(server -> "log" + server)
            .collect(Collectors.joining(",")));
    return SenderConfig.of(settings);
  }

  static Schedule of(long seed) {
    Random random = new Random(seed);
    int servers = 1 + random.nextInt(MOST_SERVERS);
    boolean failback = servers > 1 && random.nextBoolean();
    long latencyNanos =
        oneOf(random, MILLISECOND / 10, 5 * MILLISECOND, 100 * MILLISECOND, 150 * MILLISECOND);
    long windowNanos = oneOf(random, 3 * SECOND, 5 * SECOND, 10 * SECOND);
    int sendBufferBytes = (int) oneOf(random, 512, 1024, 4096);
    SentFrames.Format format =
        SentFrames.Format.values()[Math.min(2, random.nextInt(4))]; // half of them RELP
    return new Schedule(
        seed,
        (failback ? FAILBACK : ROUND_ROBIN).get(servers - 1),
        rules(servers, failback, format != SentFrames.Format.RELP, random),
        format,
        new SimulatedConnection.Path(
            latencyNanos, 2 * sendBufferBytes, sendBufferBytes * (1 + random.nextInt(4))),
        new ServerHabits(
            format,
            oneOf(random, 5 * MILLISECOND, windowNanos / 20),
            (int) oneOf(random, 0, 0, 10),
            random.nextInt(4) == 0,
            oneOf(random, 50 * MILLISECOND, 10 * SECOND),
            format != SentFrames.Format.RELP && random.nextInt(4) == 0),
        format == SentFrames.Format.RELP ? Requests.Manner.NO_TLS : manner(random),
        windowNanos,
        sendBufferBytes,
        (int) oneOf(random, 1024, 4096, 16384, 65536),
        (int) oneOf(random, 256, 1024, 4096),
        Math.max(8 * latencyNanos, oneOf(random, 500 * MILLISECOND, 3 * SECOND)),
        oneOf(random, SECOND, 5 * SECOND, 20 * SECOND),
        Math.max(20 * latencyNanos, oneOf(random, SECOND / 2, 2 * SECOND, 5 * SECOND)),
        (int) oneOf(random, 1, 3, 8, 64),
        oneOf(random, SECOND, 5 * SECOND, 20 * SECOND));
  }

  /** In half of the schedules TLS with receipts. */
  private static Requests.Manner manner(Random random) {
    Requests.Manner[] manners = Requests.Manner.values();
    return random.nextBoolean() ? Requests.Manner.NO_TLS : manners[random.nextInt(manners.length)];
  }

  private static Rules rules(int servers, boolean failback, boolean renewals, Random random) {
    return new Rules(
        servers,
        failback,
        oneOf(random, SECOND, 4 * SECOND, 15 * SECOND),
        1 + random.nextInt(3),
        oneOf(random, 0, SECOND / 2, 2 * SECOND, 5 * SECOND, 20 * SECOND),
        renewals,
        oneOf(random, SECOND / 2, 3 * SECOND),
        new Backoff(SECOND / 5, 2 * SECOND));
  }

  private static long oneOf(Random random, long... values) {
    return values[random.nextInt(values.length)];
  }

  List<Server> servers() {
    return config.servers();
  }

  /** Of the ring. */
  BufferSettings buffer() {
    return new BufferSettings(
        ringBytes, Optional.empty(), Overflow.DISCARD, Severity.WARNING, Duration.ZERO);
  }

  Connections.Settings connections() {
    return new Connections.Settings(
        batchBytes, writeTimeoutNanos, closeTimeoutNanos, (long) KERNEL_FACTOR * sendBufferBytes);
  }

  boolean isRelp() {
    return format == SentFrames.Format.RELP;
  }
}
