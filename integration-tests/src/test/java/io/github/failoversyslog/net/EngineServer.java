package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A server's engine that reads what a client has written into a channel. */
final class EngineServer {
  private final SSLEngine engine;
  private final MemoryChannel channel;
  private final StringBuilder heard = new StringBuilder();
  private final ByteBuffer some = ByteBuffer.allocate(1 << 16);

  EngineServer(SSLEngine engine, MemoryChannel channel) {
    this.engine = engine;
    this.channel = channel;
    engine.setUseClientMode(false);
  }

  /** The content so far. */
  String heard() {
    return heard.toString();
  }

  /** Whether it has to write something before it can read more. */
  boolean hasToAnswer() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  /** Reads a record, unless it has to answer first; returns whether there was one. */
  boolean reads() throws SSLException {
    ByteBuffer in = channel.written.flip();
    try {
      if (!in.hasRemaining() || hasToAnswer()) {
        return false;
      }
      SSLEngineResult result = engine.unwrap(in, some.clear());
      heard.append(US_ASCII.decode(some.flip()));
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
      return result.bytesConsumed() > 0;
    } finally {
      in.compact();
    }
  }
}
