package io.github.failoversyslog.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.net.Resolver;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sender without a framework; the test may supply the name resolver. */
public final class TestSender implements AutoCloseable {
  private final Engine engine;
  private final List<Status> statuses;

  private TestSender(Engine engine, List<Status> statuses) {
    this.engine = engine;
    this.statuses = statuses;
  }

  public static TestSender start(Map<String, String> settings) {
    return start(Platform.system().resolver(), settings);
  }

  public static TestSender start(Resolver resolver, Map<String, String> settings) {
    return start("TEST", resolver, settings);
  }

  public static TestSender start(String name, Resolver resolver, Map<String, String> settings) {
    Platform system = Platform.system();
    List<Status> statuses = new CopyOnWriteArrayList<>();
    Engine engine =
        new Engine(
            new SenderName("none", "", name),
            "owner",
            SenderConfig.of(settings),
            statuses::add,
            new Platform(system.clock(), system.wallClock(), system.random(), resolver));
    engine.start();
    return new TestSender(engine, statuses);
  }

  public void send(String text) {
    EncodeBuffer buffer = engine.encoding().newBuffer();
    MessageEncoder encoder = engine.encoding().newEncoder(buffer);
    Instant now = Instant.now();
    engine.encoding().begin(encoder, Severity.ERROR, now.getEpochSecond(), now.getNano(), null);
    encoder.text(text);
    encoder.finish();
    assertThat(engine.admission().offer(buffer.array(), buffer.length(), Severity.ERROR)).isTrue();
  }

  public List<Status> statuses() {
    return statuses;
  }

  public SenderStatistics statistics() {
    return engine.measurements().statistics();
  }

  public boolean stop(Duration budget) {
    return engine.stop(budget);
  }

  @Override
  public void close() {
    engine.stop(Duration.ofSeconds(1));
  }
}
