package io.github.failoversyslog.it.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A chosen port is free, regardless of what other tests of this JVM do concurrently. */
class ServerPortsIT {
  private static final int PORTS = 500;

  @Test
  void aPortChosenWhileProcessesAreStartedHasNoListener() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<?> starting = executor.submit(() -> startProcessesUntil(over));
    try {
      for (int i = 0; i < PORTS; i++) {
        int port = ServerPorts.choose();
        assertThatExceptionOfType(ConnectException.class)
            .as("port %s", port)
            .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
      }
    } finally {
      over.set(true);
      starting.get();
      executor.shutdown();
    }
  }

  private static Void startProcessesUntil(AtomicBoolean over)
      throws IOException, InterruptedException {
    while (!over.get()) {
      new ProcessBuilder("true").start().waitFor();
    }
    return null;
  }
}
