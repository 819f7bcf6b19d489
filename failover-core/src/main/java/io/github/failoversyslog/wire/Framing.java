package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/** Puts messages into frames. */
public interface Framing {

  /**
   * Appends one frame to the batch, or nothing.
   *
   * @param message the message, position to limit; consumed if it fits
   * @param batch the batch being filled, at its position
   * @return whether the whole frame fitted; if not, both buffers are unchanged
   */
  boolean append(ByteBuffer message, ByteBuffer batch);

  /** Whether a receiver can distinguish a frame cut by the end of the stream from a whole one. */
  boolean cutFramesShow();

  /** The most bytes that a frame has beyond its message. */
  int overheadBytes();
}
