package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;

/**
 * The client's handshake of one connection. Long tasks run on other threads; while one runs, the
 * engine is its own and nothing is read or written. Used by the loop's thread only.
 */
final class TlsHandshake {

  /** Makes the connection's engine; may wait for files. */
  @FunctionalInterface
  interface EngineSource {
    SSLEngine make() throws IOException, GeneralSecurityException;
  }

  private final ByteChannel encrypted;
  private final EngineSource engines;
  private final TaskThreads tasks;
  private final Runnable taskEnded;
  private @Nullable SSLEngine engine; // set by a task, then the loop's
  private @Nullable ClientTlsChannel channel;
  private @Nullable Throwable taskProblem;
  private boolean taskUnderWay;
  private boolean wantsWrites;

  /**
   * @param encrypted the connection, which never waits
   * @param taskEnded called on the loop's thread when {@link #advance} can do more
   */
  TlsHandshake(ByteChannel encrypted, EngineSource engines, TaskThreads tasks, Runnable taskEnded) {
    this.encrypted = encrypted;
    this.engines = engines;
    this.tasks = tasks;
    this.taskEnded = taskEnded;
  }

  /**
   * Goes as far as it can now.
   *
   * @return whether it is done
   * @throws IOException if the handshake failed; the message has the reason
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
    } catch (RuntimeException | AssertionError e) { // of the library, and of the JDK's engine
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
    if (channel == null) {
      channel =
          ClientTlsChannel.newBuilder(encrypted, with)
              .withRunTasks(false)
              .withReleaseBuffers(false) // they would be made anew for every write
              .build();
    }
    wantsWrites = false;
    try {
      channel.handshake();
      return true;
    } catch (NeedsReadException e) {
      return false;
    } catch (NeedsWriteException e) {
      wantsWrites = true;
      return false;
    } catch (NeedsTaskException e) {
      run(e.getTask()::run);
      return false;
    }
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

  /** What a selector has to look for. */
  int interest() {
    int writes = wantsWrites ? SelectionKey.OP_WRITE : 0;
    return taskUnderWay ? 0 : SelectionKey.OP_READ | writes;
  }

  /** Whether the engine can be asked for an alert, and the alert be written. */
  boolean canSendAlert() {
    return channel != null && !taskUnderWay && !wantsWrites;
  }

  /** Not before {@link #advance} had something to send. */
  ClientTlsChannel channel() {
    if (channel == null) {
      throw new IllegalStateException("no TLS yet");
    }
    return channel;
  }
}
