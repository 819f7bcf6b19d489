package io.github.failoversyslog.engine;

import io.github.failoversyslog.net.Connection;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes the pumps of connections. Their batch buffers are allocated once and used again after a
 * connection is closed. Used by the loop's thread only.
 */
final class PumpMaker {
  private final MessagePump.Shared shared;
  private final int batchBytes;
  private final MessagePump.EndListener listener;
  private final Deque<ByteBuffer> freeBatches = new ArrayDeque<>();

  /**
   * @param batchBytes at least the longest frame
   * @param listener of all pumps
   */
  PumpMaker(MessagePump.Shared shared, int batchBytes, MessagePump.EndListener listener) {
    this.shared = shared;
    this.batchBytes = batchBytes;
    this.listener = listener;
  }

  /** Makes the pump of an opened connection, or closes the connection if that fails. */
  MessagePump over(ConnectAttempt.Opened opened) {
    try {
      return new MessagePump(opened, takeBatch(), shared, listener);
    } catch (RuntimeException | Error e) { // no memory for a batch, for example
      closeAfter(e, opened.connection());
      throw e;
    }
  }

  private ByteBuffer takeBatch() {
    ByteBuffer free = freeBatches.poll();
    return free != null ? free : ByteBuffer.allocateDirect(batchBytes);
  }

  private static void closeAfter(Throwable failure, Connection connection) {
    try {
      connection.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** The pump was closed, or is being closed and writes nothing more. */
  void freed(MessagePump pump) {
    freeBatches.add(pump.batch());
  }
}
