package io.github.failoversyslog.it.server;

import io.github.failoversyslog.it.server.HostileServer.ConnectionHandler;
import io.github.failoversyslog.it.server.HostileServer.Misbehavior;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;
import tlschannel.TlsChannel;

/** The misbehavior of a hostile TLS server. It is known by the names hostile and next. */
public enum TlsMisbehavior implements ConnectionHandler {
  /** Sends the first bytes of its handshake and no more. */
  STALLS_IN_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException {
      handshake(client, after(SOME_BYTES, () -> Thread.sleep(Long.MAX_VALUE)));
    }
  },
  SAYS_ONE_BYTE_OF_THE_HANDSHAKE_A_SECOND {
    @Override
    public void handle(Socket client) throws IOException {
      handshake(client, written -> Thread.sleep(1000));
    }
  },
  CLOSES_IN_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException {
      handshake(client, after(SOME_BYTES, client::close));
    }
  },
  RESETS_IN_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException {
      handshake(client, after(SOME_BYTES, () -> Misbehavior.RESETS.handle(client)));
    }
  },
  /** Valid TLS record headers with random content. */
  ANSWERS_WITH_NOISE {
    @Override
    public void handle(Socket client) throws IOException {
      byte[] noise = new byte[5 + 16 * 1024];
      new Random(1).nextBytes(noise);
      System.arraycopy(new byte[] {22, 3, 3, 0x40, 0}, 0, noise, 0, 5); // handshake, TLS 1.2, 16 KB
      while (!Thread.currentThread().isInterrupted()) {
        client.getOutputStream().write(noise);
      }
    }
  },
  /** A log server without TLS. */
  SPEAKS_PLAIN {
    @Override
    public void handle(Socket client) throws IOException {
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  },
  OF_ANOTHER_NAME {
    @Override
    public void handle(Socket client) throws IOException {
      readAll(ServerTls.oneWay(OTHER), client);
    }
  },
  EXPIRED {
    @Override
    public void handle(Socket client) throws IOException {
      readAll(ServerTls.oneWay(TOO_OLD), client);
    }
  },
  SELF_SIGNED {
    @Override
    public void handle(Socket client) throws IOException {
      readAll(ServerTls.oneWay(OWN), client);
    }
  },
  /** A correct server. */
  GOOD {
    @Override
    public void handle(Socket client) throws IOException {
      readAll(ServerTls.oneWay(WELL_KNOWN), client);
    }
  },
  NOISE_BEHIND_THE_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException {
      afterHandshake(client);
      client.getOutputStream().write(new byte[64 * 1024]);
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  },
  ENDLESS_INPUT_BEHIND_THE_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException {
      TlsChannel tls = afterHandshake(client);
      byte[] noise = new byte[64 * 1024];
      while (!Thread.currentThread().isInterrupted()) {
        tls.write(ByteBuffer.wrap(noise));
      }
    }
  },
  CLOSES_BEHIND_THE_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException {
      afterHandshake(client);
      client.close();
    }
  },
  RESETS_BEHIND_THE_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException, InterruptedException {
      afterHandshake(client);
      Misbehavior.RESETS.handle(client);
    }
  },
  ENDS_TLS_AND_NOT_THE_CONNECTION {
    @Override
    public void handle(Socket client) throws IOException {
      afterHandshake(client).shutdown();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  },
  NEVER_READS_BEHIND_THE_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException, InterruptedException {
      afterHandshake(client);
      Thread.sleep(Long.MAX_VALUE);
    }
  },
  READS_ONE_BYTE_A_SECOND_BEHIND_THE_HANDSHAKE {
    @Override
    public void handle(Socket client) throws IOException, InterruptedException {
      afterHandshake(client);
      Misbehavior.READS_ONE_BYTE_A_SECOND.handle(client);
    }
  };

  private static final int SOME_BYTES = 60; // of several thousand

  /** The CA certificate that clients of these servers must trust. */
  public static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");

  private static final Identity WELL_KNOWN = AUTHORITY.issue("hostile", "next");
  private static final Identity OTHER = AUTHORITY.issue("other.example");
  private static final Identity TOO_OLD = AUTHORITY.issueExpired("hostile", "next");
  private static final Identity OWN = CertificateAuthority.selfSigned("hostile");

  /** Makes a server use correct TLS. */
  public static SyslogTestServer encrypted(SyslogTestServer server) {
    return server.secure(ServerTls.oneWay(WELL_KNOWN));
  }

  /** Called before each byte is written. */
  private interface Hindrance {
    /**
     * @param written number of bytes written before this one
     */
    void happen(long written) throws IOException, InterruptedException;
  }

  private interface Interruption {
    void happen() throws IOException, InterruptedException;
  }

  private static Hindrance after(long bytes, Interruption fault) {
    return written -> {
      if (written == bytes) {
        fault.happen();
      }
    };
  }

  /** Performs a handshake, writing byte by byte. */
  private static void handshake(Socket client, Hindrance hindrance) throws IOException {
    SocketChannel channel = client.getChannel();
    ServerTls.oneWay(WELL_KNOWN).over(new Hampered(channel, hindrance)).handshake();
  }

  private static TlsChannel afterHandshake(Socket client) throws IOException {
    TlsChannel tls = ServerTls.oneWay(WELL_KNOWN).over(client.getChannel());
    tls.handshake();
    return tls;
  }

  private static void readAll(ServerTls tls, Socket client) throws IOException {
    TlsChannel channel = tls.over(client.getChannel());
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    while (channel.read(bytes.clear()) >= 0) {
      // continue
    }
  }

  private static final class Hampered implements ByteChannel {
    private final SocketChannel channel;
    private final Hindrance hindrance;
    private long written;

    Hampered(SocketChannel channel, Hindrance hindrance) {
      this.channel = channel;
      this.hindrance = hindrance;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    /** Writes one byte. */
    @Override
    public int write(ByteBuffer from) throws IOException {
      try {
        hindrance.happen(written);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
      int now = channel.write(ByteBuffer.wrap(new byte[] {from.get()}));
      written += now;
      return now;
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
