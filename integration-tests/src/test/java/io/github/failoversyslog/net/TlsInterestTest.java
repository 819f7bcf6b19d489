package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.it.server.CertificateAuthority;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For what a TLS connection waits, and what it tells of its writes; over memory. */
class TlsInterestTest {
  private static final int LIMIT_SECONDS = 30; // limits only failing tests
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static SSLContext context;

  private final MemoryChannel memory = new MemoryChannel();
  private final AtomicInteger interest = new AtomicInteger();
  private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
  private final SSLEngine server = context.createSSLEngine();
  private final ByteBuffer some = ByteBuffer.allocate(1 << 16);
  private final TlsConnection client =
      new TlsConnection(key(), 0, TlsInterestTest::engine, true, new TaskThreads("tls", loop::add));

  @BeforeAll
  static void makeContext() throws GeneralSecurityException {
    context = AUTHORITY.issue("log1.example").context(Optional.of(AUTHORITY.certificate()));
  }

  private static SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine("log1.example", 6514);
    engine.setUseClientMode(true);
    return engine;
  }

  private SelectionKey key() {
    SelectionKey key = mock(SelectionKey.class);
    SocketChannel socket = socket();
    when(key.channel()).thenReturn(socket);
    when(key.isValid()).thenReturn(true);
    when(key.interestOps()).thenAnswer(call -> interest.get());
    when(key.interestOps(anyInt()))
        .thenAnswer(
            call -> {
              interest.set(call.getArgument(0));
              return key;
            });
    return key;
  }

  private SocketChannel socket() {
    SocketChannel socket = mock(SocketChannel.class);
    try {
      when(socket.read(any(ByteBuffer.class))).thenAnswer(call -> memory.read(call.getArgument(0)));
      when(socket.write(any(ByteBuffer.class)))
          .thenAnswer(call -> memory.write(call.getArgument(0)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    when(socket.supportedOptions()).thenReturn(Set.of());
    return socket;
  }

  @BeforeEach
  void connect() throws Exception {
    server.setUseClientMode(false);
    client.attach(() -> {});
    while (!client.handshake()) {
      serverActs();
      if (interest.get() == 0) { // a task is under way
        Runnable next = loop.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        next.run();
      }
    }
    clientReads();
    serverActs();
    clientReads();
    assertThat(interest).hasValue(SelectionKey.OP_READ);
  }

  private void clientReads() {
    client.attach(
        () -> {
          try {
            while (client.read(some.clear()) > 0) {}
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    client.ready();
  }

  private void serverActs() throws SSLException {
    boolean acts = true;
    while (acts) {
      ByteBuffer in = memory.written.flip();
      acts = server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
      if (acts) {
        server.wrap(ByteBuffer.allocate(0), memory.toRead);
      } else if (in.hasRemaining()) {
        acts = server.unwrap(in, some.clear()).bytesConsumed() > 0;
        for (Runnable task = server.getDelegatedTask();
            task != null;
            task = server.getDelegatedTask()) {
          task.run();
        }
      }
      in.compact();
    }
  }

  private void serverUpdatesItsKeys() throws SSLException {
    server.beginHandshake();
    while (server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      server.wrap(ByteBuffer.allocate(0), memory.toRead);
    }
  }

  @Test
  void waitsToWriteUntilAnAnswerIsWrittenByAnyCall() throws IOException {
    memory.accept(0);
    serverUpdatesItsKeys();
    clientReads();
    assertThat(interest).hasValue(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    memory.accept(1000);
    client.write(ByteBuffer.allocate(0));
    assertThat(interest).hasValue(SelectionKey.OP_READ);
  }

  @Test
  void doesNotWaitForInputThatItWillNotRead() throws IOException {
    memory.accept(0);
    for (int request = 0; request < 8000; request++) {
      serverUpdatesItsKeys();
    }
    while (interest.get() != SelectionKey.OP_WRITE) {
      clientReads();
    }
    assertThat(memory.toRead.position()).as("unread").isPositive();
    memory.accept(1 << 20);
    clientReads();
    assertThat(interest).hasValue(SelectionKey.OP_READ);
  }

  @Test
  void tellsThatATurnDidNotReachTheEndOfTheStream() throws IOException {
    while (memory.toRead.position() < 100 * 1024) {
      serverUpdatesItsKeys();
    }
    memory.end();
    clientReads();
    assertThat(client.read(some.clear())).as("more than 64 KiB in one turn").isZero();
    assertThat(client.mayHaveMore()).isTrue();
    client.beginTurn();
    assertThat(client.read(some.clear())).isEqualTo(-1);
    assertThat(client.mayHaveMore()).isFalse();
  }

  @Test
  void tellsTheWriterOfTheBytesThatAReadHasWritten() throws IOException {
    memory.accept(100);
    ByteBuffer bytes = ByteBuffer.allocate(40_000);
    assertThat(client.write(bytes)).isEqualTo(100);
    memory.accept(1 << 20);
    serverUpdatesItsKeys();
    clientReads();
    assertThat(memory.written.position()).isGreaterThan(40_000);
    assertThat(client.isFlushed()).as("before the writer knows").isFalse();
    assertThat(client.write(bytes)).isGreaterThan(39_900);
    assertThat(client.isFlushed()).isTrue();
  }
}
