package io.github.failoversyslog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.fuzz.Check;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.ring.Choices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * What a TLS client does with the records of a server that sends anything at any time: a real
 * server's records, damaged, cut, repeated or lost, and noise between them. For all of it:
 *
 * <ul>
 *   <li>nothing is thrown but an {@link IOException}, or what the JDK's engine throws; {@link
 *       TlsConnection} catches both;
 *   <li>what is read is the beginning of what the server wrote, and the other way round;
 *   <li>all of it, if nothing was disturbed;
 *   <li>no more receipts are counted than the server has given.
 * </ul>
 *
 * <p>Each byte of an input is a choice. The certificate is in the store that the system property
 * {@code fuzz.keystore} names.
 */
public final class TlsFuzzer {
  private static final String TLS_1_3 = "TLSv1.3";
  private static final int MOST_STEPS = 150;
  private static final int MOST_READS = 1000;
  private static volatile SSLContext context;

  private final Choices choices;
  private final TlsFuzzServer server;
  private final MemoryChannel channel = new MemoryChannel(1 << 17);
  private final TlsRecords client;
  private final StringBuilder sent = new StringBuilder();
  private final StringBuilder read = new StringBuilder();
  private boolean established;
  private boolean ended;

  private TlsFuzzer(Choices choices) {
    this.choices = choices;
    String protocol = choices.next(8) == 0 ? "TLSv1.2" : TLS_1_3;
    this.server = new TlsFuzzServer(context.createSSLEngine(), channel, protocol);
    SSLEngine engine = context.createSSLEngine("log1.example", 6514);
    engine.setUseClientMode(true);
    this.client = new TlsRecords(channel, engine);
  }

  /** Jazzer calls it before the first input. */
  public static void fuzzerInitialize() throws GeneralSecurityException {
    Identity identity = Identity.readKeyStore(Path.of(System.getProperty("fuzz.keystore")));
    context = identity.context(Optional.of(identity.certificate()));
  }

  /** The method name required by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    TlsFuzzer fuzzer = new TlsFuzzer(Choices.of(input));
    try {
      fuzzer.play();
    } catch (IOException e) {
      fuzzer.sendAlert();
    } catch (RuntimeException | AssertionError e) {
      if (!isOfTheEngine(e)) {
        throw e;
      }
    }
    fuzzer.check();
  }

  /** Whether the JDK's TLS has thrown it, called by our code, and not our code itself. */
  private static boolean isOfTheEngine(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("sun.security.ssl.")) {
        return true;
      }
      if (frame.getClassName().startsWith("io.github.failoversyslog.")) {
        return false;
      }
    }
    return false;
  }

  private void play() throws IOException {
    if (choices.next(8) != 0) {
      connect();
    }
    for (int step = 0; step < MOST_STEPS && choices.hasMore(); step++) {
      step();
      check();
    }
    server.deliver(Integer.MAX_VALUE);
    read(1 << 16);
    if (established && !ended && server.isUndisturbed()) {
      checkAllArrived();
    }
  }

  private void checkAllArrived() throws IOException {
    channel.accept(Integer.MAX_VALUE);
    Check.that(client.flush(), "not flushed");
    server.act();
    Check.that(!server.hasFailed(), "the server refuses what it got");
    Check.that(server.heard().contentEquals(sent), "not all that was written has arrived");
    Check.that(server.sent().contentEquals(read), "not all that has arrived was read");
  }

  /** An undisturbed handshake. */
  private void connect() throws IOException {
    for (int turn = 0; !established && turn < 100; turn++) {
      advance();
      server.act();
      server.deliver(Integer.MAX_VALUE);
    }
    Check.that(established, "no handshake");
  }

  private void advance() throws IOException {
    client.beginTurn();
    TlsRecords.Need need = client.handshake();
    for (int task = 0; need == TlsRecords.Need.TASK && task < 100; task++) {
      client.engine().getDelegatedTask().run();
      need = client.handshake();
    }
    if (need == TlsRecords.Need.NOTHING && !established) {
      established = true;
      if (isTls13()) {
        client.keyUpdates().begin();
      }
    }
  }

  private boolean isTls13() {
    return client.engine().getSession().getProtocol().equals(TLS_1_3);
  }

  private void step() throws IOException {
    switch (choices.next(16)) {
      case 0, 1 -> server.send(choices.next(300));
      case 2 -> server.requestKeyUpdate();
      case 3 -> server.close();
      case 4 -> server.flip(choices.next(1 << 16), choices.next(8));
      case 5 -> server.insert(choices.next(1 << 16), noise());
      case 6 -> server.cut(choices.next(1 << 16), choices.next(200), choices.next(2) == 0);
      case 7, 8 -> server.deliver(1 + choices.next(400));
      case 9 -> server.act();
      case 10 -> channel.accept(choices.next(1000));
      case 11 -> {
        ended = true;
        channel.end();
      }
      default -> clientActs();
    }
  }

  private void clientActs() throws IOException {
    if (!established) {
      advance();
      return;
    }
    switch (choices.next(8)) {
      case 0, 1 -> write("0123456789".repeat(1 + choices.next(40)));
      case 2 -> {
        if (isTls13() && client.isFlushed() && !client.engine().isOutboundDone()) {
          client.requestKeyUpdates(1 + choices.next(2));
        }
      }
      case 3 -> {
        client.end();
        boolean unused = client.flush();
      }
      case 4 -> {
        boolean unused = client.flush();
      }
      default -> read(1 + choices.next(300));
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    try {
      client.write(bytes);
    } finally {
      sent.append(text, 0, bytes.position());
    }
  }

  private void read(int size) throws IOException {
    if (!established) {
      advance();
      return;
    }
    ByteBuffer some = ByteBuffer.allocate(size);
    client.beginTurn();
    for (int i = 0; i < MOST_READS && client.read(some.clear()) > 0; i++) {
      read.append(US_ASCII.decode(some.flip()));
    }
  }

  /** A record with noise in it, or just noise. */
  private byte[] noise() {
    byte[] noise = new byte[5 + choices.next(64)];
    new Random(choices.next(1 << 16)).nextBytes(noise);
    if (choices.next(4) != 0) {
      ByteBuffer.wrap(noise)
          .put((byte) (20 + choices.next(5)))
          .put((byte) 3)
          .put((byte) choices.next(5))
          .putShort((short) (noise.length - 5 + choices.next(3)));
    }
    return noise;
  }

  private void sendAlert() throws IOException {
    try {
      boolean unusedAlert = client.makeAlert();
      boolean unusedFlush = client.flush();
    } catch (IOException e) {
      return; // the server sees the end of the connection
    }
  }

  private void check() {
    Check.that(server.sent().startsWith(read.toString()), "read what was not sent");
    Check.that(sent.toString().startsWith(server.heard()), "wrote what was not to be written");
    Check.that(
        client.keyUpdates().answersToUs() <= server.answers(), "a receipt that was not given");
  }
}
