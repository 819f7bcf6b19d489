package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.Status;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.net.Resolver;
import io.github.failoversyslog.wire.MessageBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sender without a framework, whose names the test may resolve. */
final class TestSender implements AutoCloseable {
  private final Engine engine;
  private final List<Status> statuses;

  private TestSender(Engine engine, List<Status> statuses) {
    this.engine = engine;
    this.statuses = statuses;
  }

  static TestSender start(Map<String, String> settings) {
    return start(Platform.system().resolver(), settings);
  }

  static TestSender start(Resolver resolver, Map<String, String> settings) {
    return start("TEST", resolver, settings);
  }

  static TestSender start(String name, Resolver resolver, Map<String, String> settings) {
    Platform system = Platform.system();
    List<Status> statuses = new CopyOnWriteArrayList<>();
    Engine engine =
        new Engine(
            name,
            "owner",
            SenderConfig.of(settings),
            statuses::add,
            new Platform(system.clock(), system.wallClock(), system.random(), resolver));
    engine.start();
    return new TestSender(engine, statuses);
  }

  void send(String text) {
    MessageBuffer buffer = engine.encoding().newBuffer();
    MessageEncoder encoder = engine.encoding().newEncoder(buffer);
    Instant now = Instant.now();
    engine.encoding().begin(encoder, Severity.ERROR, now.getEpochSecond(), now.getNano(), null);
    encoder.text(text);
    encoder.finish();
    assertThat(engine.admission().offer(buffer.array(), buffer.length(), Severity.ERROR)).isTrue();
  }

  List<Status> statuses() {
    return statuses;
  }

  SenderStatistics statistics() {
    return engine.statistics();
  }

  boolean stop(Duration budget) {
    return engine.stop(budget);
  }

  @Override
  public void close() {
    engine.stop(Duration.ofSeconds(1));
  }
}
