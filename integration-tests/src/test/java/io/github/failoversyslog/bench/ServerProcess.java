package io.github.failoversyslog.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A {@link CountingServer} in a separate process, which can be paused, resumed and killed. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(10);

  private final int port;
  private final Process process;
  private final Socket control;
  private final BufferedReader answers;

  private ServerProcess(int port, Process process, Socket control) throws IOException {
    this.port = port;
    this.process = process;
    this.control = control;
    this.answers =
        new BufferedReader(
            new InputStreamReader(control.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Returns when the server listens. The control port is the port plus one. */
  static ServerProcess start(int port) {
    return start(port, List.of());
  }

  /** Like {@link #start(int)}, with TLS. */
  static ServerProcess startEncrypted(int port, Path keyStore) {
    return start(port, List.of(keyStore.toString()));
  }

  private static ServerProcess start(int port, List<String> more) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder command =
        new ProcessBuilder(
            java.toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            CountingServer.class.getName(),
            Integer.toString(port),
            Integer.toString(port + 1));
    command.command().addAll(more);
    command.inheritIO();
    try {
      Process process = command.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ServerProcess(port, process, connect(port + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connect(int controlPort) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), controlPort);
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  int port() {
    return port;
  }

  /** Number of frames that the server has read. */
  long frames() {
    return Long.parseLong(ask(""));
  }

  /**
   * How old the {@linkplain Stamp stamped} events were, in nanoseconds, that the server has read
   * since the previous call. The first call makes it look for stamps.
   */
  Histogram takeDelays() {
    return Delays.decode(ask(CountingServer.DELAYS));
  }

  /** Closes the server's port and connections. */
  void leave() {
    ask(CountingServer.LEAVE);
  }

  /** Ends what {@link #leave} began. */
  void comeBack() {
    ask(CountingServer.RETURN);
  }

  private String ask(String question) {
    try {
      OutputStream questions = control.getOutputStream();
      questions.write((question + '\n').getBytes(StandardCharsets.US_ASCII));
      questions.flush();
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGSTOP or SIGCONT. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends SIGKILL; returns immediately. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    try {
      control.close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
