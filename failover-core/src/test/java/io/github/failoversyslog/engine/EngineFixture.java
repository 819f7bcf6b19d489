package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.ConnectionSettings;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Base class of tests of engines with a spool. No name is resolved. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
abstract class EngineFixture {
  @TempDir Path directory;
  final Map<String, String> settings = new HashMap<>();
  final List<Status> statuses = new CopyOnWriteArrayList<>();
  final List<Thread> threads = new ArrayList<>();
  int selectorsBefore;

  @BeforeEach
  void set() throws IOException {
    settings.put("host", "log1");
    settings.put("hostName", "here");
    settings.put("maxMessageSize", "1 KB");
    settings.put("spoolFile", spool().toString());
    settings.put("spoolSize", "64 KB");
    selectorsBefore = selectors();
  }

  Path spool() {
    return directory.resolve("spool");
  }

  Engine engine(SenderConfig config, Consumer<Thread> starter) {
    long start = System.nanoTime();
    Platform platform =
        new Platform(
            () -> System.nanoTime() - start,
            InstantSource.fixed(Instant.EPOCH),
            () -> 0.5,
            host -> new CompletableFuture<>());
    return new Engine(
        new SenderName("none", "", "TEST"), "owner", config, statuses::add, platform, starter);
  }

  Engine engine(Consumer<Thread> starter) {
    return engine(SenderConfig.of(settings), starter);
  }

  /** The number of open selectors in this process. */
  static int selectors() throws IOException {
    int selectors = 0;
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        selectors += isSelector(handle) ? 1 : 0;
      }
    }
    return selectors;
  }

  private static boolean isSelector(Path handle) {
    try {
      return Files.readSymbolicLink(handle).toString().contains("eventpoll");
    } catch (IOException e) {
      return false; // closed in the meantime
    }
  }

  void nothingIsOpen() throws IOException {
    assertThat(selectors()).as("selectors").isEqualTo(selectorsBefore);
    MessageStore next = MessageStore.open(SenderConfig.of(settings).buffer(), "another owner");
    assertThat(next.spoolFault()).isEmpty();
    next.close(new StatusReporter(statuses::add));
  }

  SenderConfig config(
      ConnectionSettings connection,
      MessageSettings message,
      BufferSettings buffer,
      List<String> warnings) {
    SenderConfig good = SenderConfig.of(settings);
    return new SenderConfig(
        good.servers(),
        good.failback(),
        good.protocol(),
        good.tls(),
        connection,
        good.relp(),
        message,
        buffer,
        good.shutdownTimeout(),
        good.monitoring(),
        warnings);
  }

  /** Starts the thread of an engine that was started with {@code threads::add}, and ends it. */
  void endsThread(Engine engine) {
    threads.get(0).start();
    assertThat(engine.stop(Duration.ZERO)).isTrue();
  }

  Engine engineWithoutThreads() {
    return engine(
        thread -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
  }
}
