package io.github.failoversyslog;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.engine.SenderThread;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Severity;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to the first of its servers that can be reached, by the rules of {@code
 * docs/design.md}. Has one daemon thread between {@link #start} and {@link #stop}, and one buffer
 * for all messages.
 */
public final class SyslogSender {
  private final SenderConfig config;
  private final Engine engine;
  private final WriterPool writers;

  /**
   * Opens the spool, if {@code spoolFile} is set.
   *
   * @param name of the sender's thread, and in {@link SenderName}
   * @param settings as they are written in a configuration file, by the names of {@code
   *     docs/configuration.md}; those of the element {@code failback} begin with {@code failback.}
   * @throws InvalidConfigException if anything is wrong; its message names all that is
   * @throws UncheckedIOException if there can be no selector; its message says what to do
   */
  public static SyslogSender of(
      String name, Map<String, String> settings, SenderListener listener) {
    return new SyslogSender(
        new SenderName("none", "", name), new Object(), SenderConfig.of(settings), listener);
  }

  /**
   * For the appenders. Opens the spool, if there is to be one; if it cannot be had, {@link #start}
   * says so, and messages are kept in memory.
   *
   * @param name also names the sender's thread
   * @param context senders of the same context and name may follow each other on one spool, even
   *     before the earlier one has ended; others do not get it
   * @throws UncheckedIOException if there can be no selector; its message says what to do
   */
  @SuppressWarnings("exports") // the settings are for the appenders alone
  public SyslogSender(
      SenderName name, Object context, SenderConfig config, SenderListener listener) {
    this(name, context, config, listener, Platform.system());
  }

  SyslogSender(
      SenderName name,
      Object context,
      SenderConfig config,
      SenderListener listener,
      Platform platform) {
    this.config = config;
    this.writers = new WriterPool(this::newWriter);
    this.engine = new Engine(name, context, config, listener, platform);
  }

  private MessageWriter newWriter() {
    return new MessageWriter(writers, engine);
  }

  /**
   * Callers stop waiting for room in the buffer once this is true: for a framework that waits for
   * its callers before it stops the appender.
   *
   * @param ending evaluated by any thread, about ten times a second while a caller waits
   */
  public void releaseCallersWhen(BooleanSupplier ending) {
    engine.admission().releaseCallersWhen(ending);
  }

  /**
   * Adds a listener of the user. It is called on a daemon thread that the listeners added in this
   * way share, and that ends with the sender; however slow it is, it does not hold up the sender,
   * and at the stop for 1 s at most.
   *
   * @throws IllegalStateException after the start
   */
  public void addListener(SenderListener listener) {
    engine.addListener(listener);
  }

  /**
   * Begins to connect, in the background. If this fails nothing is left open.
   *
   * @throws IllegalStateException if it was called before, or after the stop
   */
  public void start() {
    engine.start();
  }

  /**
   * Begins a message. Any thread.
   *
   * @param epochSecond seconds since 1970-01-01T00:00Z
   * @param nano of the second, 0 to 999,999,999
   * @param messageId MSGID, which is cleaned and cut; null for that of the settings
   */
  public MessageWriter message(
      Severity severity, long epochSecond, int nano, @Nullable String messageId) {
    return writers.take().begin(severity, epochSecond, nano, messageId);
  }

  /** Counts an event of which no message can be begun. Any thread. */
  public void discard() {
    engine.admission().discard(DiscardReason.ABANDONED);
  }

  /** Counts a message that the buffer refused. Any thread. */
  public void discard(DiscardReason reason) {
    engine.admission().discard(reason);
  }

  /** Counts an event that the buffer refused and another appender was given. Any thread. */
  public void diverted(String appender) {
    engine.diversionReport().diverted(appender);
  }

  /** Like {@link #stop(Duration)}, within {@code shutdownTimeout}. */
  public boolean stop() {
    return stop(Duration.ZERO);
  }

  /**
   * Takes no more messages, releases blocked callers, delivers what is in the buffer, and closes.
   * Waits for that within {@code shutdownTimeout}, and much shorter if no server can be reached.
   * After {@link #beginStop} it waits for the rest; once that is over it does nothing. A sender
   * that was never started is closed.
   *
   * @param leastBudget counts instead if it is longer
   * @return whether the sender's thread has ended
   */
  public boolean stop(Duration leastBudget) {
    Duration own = config.shutdownTimeout();
    return engine.stop(own.compareTo(leastBudget) < 0 ? leastBudget : own);
  }

  /**
   * Like {@link #stop()}, but returns at once: the sender's daemon thread does it while the JVM
   * lives.
   */
  public void beginStop() {
    engine.beginStop(config.shutdownTimeout());
  }

  /** Whether a stop that was begun is over. */
  public boolean hasEnded() {
    return engine.hasEnded();
  }

  /** Any thread. */
  public SenderStatistics statistics() {
    return engine.measurements().statistics();
  }

  /** Any thread. */
  public SenderHealth health() {
    return engine.measurements().health();
  }

  /** Whether this is the thread of a sender, whose own logging must not be sent. */
  public static boolean isSenderThread() {
    return Thread.currentThread() instanceof SenderThread;
  }
}
