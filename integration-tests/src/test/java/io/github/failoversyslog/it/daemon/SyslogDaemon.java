package io.github.failoversyslog.it.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.github.failoversyslog.it.server.AppenderMessages;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ReceivedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real syslog server as a child process: one listener on one port of 127.0.0.1, all its files in
 * one folder. Created by {@link SyslogNg} and {@link Rsyslog}, initially not running. It may be
 * stopped and restarted on the same port repeatedly; received messages are kept. It never outlives
 * this JVM, unless the JVM itself is killed.
 *
 * <p>Not thread-safe.
 */
public final class SyslogDaemon implements AutoCloseable {
  /**
   * rsyslog needs seconds to generate its TLS parameters; everything else is ready in milliseconds.
   */
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "syslog-daemon-killer"));
  }

  private final IntPredicate listening;
  private final String name;
  private final List<String> command;
  private final Path folder;
  private final int port;
  private final Path output;
  private final List<ReceivedMessage> received = new ArrayList<>();
  private final List<ReceivedMessage> ownReceived = new ArrayList<>();
  private long readBytes;
  private long countedBytes;
  private long countedLines;
  private @Nullable Process process;

  /**
   * @param command runs the server in the foreground
   * @param folder where it writes {@code received.jsonl}, a JSON object for each message, without
   *     buffering
   */
  SyslogDaemon(String name, List<String> command, Path folder, int port) {
    this(name, command, folder, port, SyslogDaemon::accepts);
  }

  private SyslogDaemon(
      String name, List<String> command, Path folder, int port, IntPredicate listening) {
    this.listening = listening;
    this.name = name;
    this.command = List.copyOf(command);
    this.folder = folder;
    this.port = port;
    this.output = folder.resolve("received.jsonl");
  }

  /** Makes this server one for datagrams. */
  SyslogDaemon ofDatagrams() {
    return new SyslogDaemon(name, command, folder, port, SyslogDaemon::isTaken);
  }

  /** Starts the server and returns when it accepts connections. */
  public SyslogDaemon start() {
    if (isRunning()) {
      throw new IllegalStateException(this + " is running already");
    }
    if (listening.test(port)) {
      throw new IllegalStateException("somebody else listens on the port of " + this);
    }
    try {
      cutUnfinishedLine();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
      builder.environment().put("TZ", ZoneId.systemDefault().getId()); // for local times
      Process started = builder.start();
      RUNNING.add(started);
      process = started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      await(this + " accepts")
          .atMost(START_LIMIT)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !isRunning() || listening.test(port));
    } catch (ConditionTimeoutException e) {
      kill();
      throw new IllegalStateException(this + " does not accept: " + log(), e);
    }
    if (!isRunning()) {
      throw new IllegalStateException(this + " ended at once: " + log());
    }
    return this;
  }

  /**
   * SIGKILL: data received by the kernel and not read by the server is lost, and its connections
   * are reset.
   */
  public void kill() {
    stop(true);
  }

  /**
   * SIGTERM: the server may write what it has read. syslog-ng waits briefly and continues to read,
   * rsyslog does not.
   */
  public void terminate() {
    stop(false);
  }

  /** SIGSTOP: the process is suspended, while its kernel keeps accepting data for it. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException(this + " is not running");
    }
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(current.pid()))
              .inheritIO()
              .start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("SIG" + signal + " was not sent to " + this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Same as {@link #kill}. */
  @Override
  public void close() {
    kill();
  }

  public boolean isRunning() {
    Process current = process;
    return current != null && current.isAlive();
  }

  public int port() {
    return port;
  }

  /**
   * All messages since the first start, in the order written, without those of the appender's own.
   */
  public List<ReceivedMessage> received() {
    readNewLines();
    return List.copyOf(received);
  }

  /** The messages of the appender's own since the first start, in the order written. */
  public List<ReceivedMessage> ownReceived() {
    readNewLines();
    return List.copyOf(ownReceived);
  }

  /**
   * Waits until at least this many messages have arrived since the first start, and returns all of
   * them.
   */
  public List<ReceivedMessage> awaitReceived(int messages, Duration limit) {
    await(this + " received " + messages)
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(this::received, all -> all.size() >= messages);
    return received();
  }

  /** The number of messages written, without parsing them; cheap enough for a benchmark. */
  public long receivedLines() {
    try (InputStream file = Files.newInputStream(output)) {
      file.skipNBytes(countedBytes);
      byte[] block = new byte[256 * 1024];
      for (int read = file.read(block); read > 0; read = file.read(block)) {
        countedBytes += read;
        for (int i = 0; i < read; i++) {
          countedLines += block[i] == '\n' ? 1 : 0;
        }
      }
      return countedLines;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The output file, with one line per message. */
  public Path output() {
    return output;
  }

  /** The server's own log output; for the message of a failed test. */
  public String log() {
    try {
      return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name + " on port " + port;
  }

  private void stop(boolean forcibly) {
    Process current = process;
    if (current == null) {
      return;
    }
    if (forcibly) {
      current.destroyForcibly();
    } else {
      current.destroy();
    }
    try {
      if (!current.waitFor(STOP_LIMIT.toSeconds(), SECONDS)) {
        throw new IllegalStateException(this + " did not end within " + STOP_LIMIT + ": " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + this + " was ending", e);
    }
    RUNNING.remove(current);
    process = null;
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      // From 127.0.0.1 the kernel might choose the port itself as source: the socket would connect
      // to itself and hold it.
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the UDP port is in use; checked in the kernel's table, because binding it would block
   * the server.
   */
  private static boolean isTaken(int port) {
    String local = "0100007F:%04X ".formatted(port); // 127.0.0.1 in the kernel's format
    try (Stream<String> sockets = Files.lines(Path.of("/proc/net/udp"))) {
      return sockets.anyMatch(line -> line.contains(local));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return folder.resolve("daemon.log");
  }

  /** Without this, a server killed within a line would append the next message to it. */
  private void cutUnfinishedLine() throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "rw")) {
      long end = file.length();
      while (end > 0 && !endsLine(file, end)) {
        end--;
      }
      file.setLength(end);
      countedBytes = Math.min(countedBytes, end);
    }
  }

  private static boolean endsLine(RandomAccessFile file, long end) throws IOException {
    file.seek(end - 1);
    return file.read() == '\n';
  }

  private void readNewLines() {
    try {
      readLines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readLines() throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    byte[] bytes;
    try (FileChannel channel = FileChannel.open(output, StandardOpenOption.READ)) {
      ByteBuffer unread = ByteBuffer.allocate(Math.toIntExact(channel.size() - readBytes));
      while (unread.hasRemaining() && channel.read(unread, readBytes + unread.position()) >= 0) {}
      bytes = unread.array();
    }
    int begin = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        ReceivedMessage message =
            ReceivedMessage.ofJson(new String(bytes, begin, at - begin, UTF_8));
        (AppenderMessages.isOne(message) ? ownReceived : received).add(message);
        begin = at + 1;
      }
    }
    readBytes += begin;
  }

  /** Reads a template in {@code daemons/} from the class path. */
  static String template(String file) {
    try (InputStream in = SyslogDaemon.class.getResourceAsStream("/daemons/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no resource daemons/" + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an example file of the documentation. */
  static String example(String file) {
    try {
      return Files.readString(Path.of("..", "docs", "examples", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the files that a TLS server reads at its next start. */
  public static void writeIdentity(Path folder, Identity identity, String authorityPem) {
    write(folder.resolve("certificate.pem"), identity.certificatePem());
    write(folder.resolve("key.pem"), identity.keyPem());
    write(folder.resolve("ca.pem"), authorityPem);
  }

  /** Writes a server file into its folder. */
  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file.toAbsolutePath(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
