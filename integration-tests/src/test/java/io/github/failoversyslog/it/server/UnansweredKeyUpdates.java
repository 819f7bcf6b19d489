package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tlschannel.TlsChannel;

/**
 * A TLS 1.3 server that reads but answers no request for a key update: its answers are dropped.
 * Ends connections like libraries that count requests.
 */
public final class UnansweredKeyUpdates implements HostileServer.ConnectionHandler {

  /** How many requests it accepts on a connection. */
  public enum Limit {
    /** The 33rd request without application data in between is rejected. */
    OF_BORING_SSL(33),
    /** The 9th request within a second is rejected; here regardless of time. */
    OF_GNUTLS(9),
    NONE_ALLOWED(1);

    private final int tooMany;

    Limit(int tooMany) {
      this.tooMany = tooMany;
    }
  }

  private final ServerTls tls;
  private final Limit limit;
  private final Queue<String> texts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  public UnansweredKeyUpdates(Identity identity, Limit limit) {
    this.tls = ServerTls.oneWay(identity, "TLSv1.3");
    this.limit = limit;
  }

  @Override
  public void handle(Socket client) throws IOException {
    WithoutAnswers raw = new WithoutAnswers(client.getChannel());
    TlsChannel channel = tls.over(raw);
    channel.handshake();
    raw.discardsAnswers = true;
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    while (channel.read(bytes.clear()) >= 0) {
      texts.add(UTF_8.decode(bytes.flip()).toString());
      raw.requests = limit == Limit.OF_BORING_SSL ? 0 : raw.requests;
    }
    client.shutdownOutput();
  }

  /** Everything received so far. */
  public String text() {
    return String.join("", texts);
  }

  /** The number of requests received over all connections. */
  public int requests() {
    return requests.get();
  }

  private final class WithoutAnswers implements ByteChannel {
    private final SocketChannel channel;
    private boolean discardsAnswers;
    private int requests;

    WithoutAnswers(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      if (!discardsAnswers) {
        return channel.write(from);
      }
      UnansweredKeyUpdates.this.requests.incrementAndGet();
      requests++;
      if (requests >= limit.tooMany) {
        channel.close();
        throw new IOException("too many requests");
      }
      int bytes = from.remaining();
      from.position(from.limit());
      return bytes;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
