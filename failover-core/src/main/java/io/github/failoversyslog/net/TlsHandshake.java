package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The client's handshake of one connection. Long-running tasks run on other threads; while one
 * runs, the loop does not use the engine, and nothing is read or written. Used by the loop's thread
 * only.
 */
final class TlsHandshake {

  /** Creates one connection's engine, and learns what became of it. */
  @FunctionalInterface
  interface EngineSource {

    /** May block on file access. */
    SSLEngine make() throws IOException, GeneralSecurityException;

    /** The handshake is complete. */
    default void established(SSLSession session) {}

    /**
     * The handshake failed, or the server refused something after it.
     *
     * @return whether the session that was offered may be the cause
     */
    default boolean failed() {
      return false;
    }
  }

  private final ByteChannel channel;
  private final EngineSource engines;
  private final TaskThreads tasks;
  private final Runnable taskEnded;
  private @Nullable SSLEngine engine; // set by a task, then used by the loop only
  private @Nullable TlsRecords records;
  private @Nullable Throwable taskProblem;
  private boolean taskUnderWay;
  private boolean wantsWrites;

  /**
   * @param channel the non-blocking connection
   * @param taskEnded called on the loop's thread when {@link #advance} can do more
   */
  TlsHandshake(ByteChannel channel, EngineSource engines, TaskThreads tasks, Runnable taskEnded) {
    this.channel = channel;
    this.engines = engines;
    this.tasks = tasks;
    this.taskEnded = taskEnded;
  }

  /**
   * Advances the handshake as far as possible without blocking.
   *
   * @return whether the handshake is complete
   * @throws IOException if the handshake failed; the message says why
   */
  boolean advance() throws IOException {
    if (taskUnderWay) {
      return false;
    }
    try {
      failIfTaskFailed();
      if (engine == null) {
        run(() -> engine = engines.make());
        return false;
      }
      return establish(engine);
    } catch (ClosedChannelException e) {
      throw new IOException(NetTexts.closedInHandshake(), e);
    } catch (IOException e) {
      throw new IOException(
          engine == null
              ? NetTexts.cannotSetUpTls(Reasons.of(e))
              : NetTexts.handshakeFailed(TlsReasons.of(e)),
          e);
    } catch (RuntimeException | AssertionError e) { // from the JDK's engine
      throw new IOException(NetTexts.handshakeFailed(TlsReasons.of(e)), e);
    }
  }

  private void failIfTaskFailed() throws IOException {
    Throwable problem = taskProblem;
    if (problem != null) {
      taskProblem = null;
      throw problem instanceof IOException known
          ? known
          : new IOException(TlsReasons.of(problem), problem);
    }
  }

  private boolean establish(SSLEngine with) throws IOException {
    if (records == null) {
      records = new TlsRecords(channel, with);
    }
    wantsWrites = false;
    records.beginTurn();
    TlsRecords.Need need = records.handshake();
    wantsWrites = need == TlsRecords.Need.OUTPUT;
    if (need == TlsRecords.Need.TASK) {
      run(with.getDelegatedTask()::run);
    }
    return need == TlsRecords.Need.NOTHING;
  }

  private void run(TaskThreads.Task task) {
    taskUnderWay = true;
    tasks.run(
        task,
        problem -> {
          taskUnderWay = false;
          taskProblem = problem;
          taskEnded.run();
        });
  }

  /** The interest set for the selector. */
  int interest() {
    int writes = wantsWrites ? SelectionKey.OP_WRITE : 0;
    return taskUnderWay ? 0 : SelectionKey.OP_READ | writes;
  }

  /** Whether the engine can produce an alert and it can be written now. */
  boolean canSendAlert() {
    return records != null && !taskUnderWay && !wantsWrites;
  }

  /** Bytes read so far. */
  long heard() {
    return records == null ? 0 : records.heard();
  }

  /** Exists once {@link #advance} has made the engine. */
  TlsRecords records() {
    if (records == null) {
      throw new IllegalStateException("no TLS yet");
    }
    return records;
  }
}
