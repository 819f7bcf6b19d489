package io.github.failoversyslog.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The upper limit: one thread writes the same prebuilt frames repeatedly, as many as fit into 64 KB
 * at a time.
 */
final class ReadyFramesContender implements Contender {
  private static final int BATCH_BYTES = 64 * 1024;
  private static final String EVENT =
      "Order 1234567 was paid and is on its way to the customer; the parcel service has been told. "
          + "Weight 1200 grams";

  private final SocketChannel channel;
  private ByteBuffer batch = ByteBuffer.allocateDirect(0);
  private String batchText = "";
  private int frameBytes;
  private int held;

  ReadyFramesContender() {
    try {
      channel =
          SocketChannel.open(
              new InetSocketAddress(
                  InetAddress.getLoopbackAddress(), Integer.getInteger("bench.port")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void enterThread() {}

  @Override
  public void log(int number) {
    log(EVENT);
  }

  @Override
  public void log(String text) {
    if (!text.equals(batchText)) {
      flush();
      prepare(text);
    }
    held++;
    if ((held + 1) * frameBytes > batch.capacity()) {
      flush();
    }
  }

  private void prepare(String text) {
    byte[] frame = frame(text);
    batch = ByteBuffer.allocateDirect(Math.max(BATCH_BYTES, frame.length));
    while (batch.remaining() >= frame.length) {
      batch.put(frame);
    }
    batchText = text;
    frameBytes = frame.length;
  }

  /** An RFC 5424 message in the format of the other entrants, with octet counting. */
  static byte[] frame(String text) {
    String message =
        "<14>1 2026-01-01T12:00:00.123456Z localhost bench 12345 - "
            + "[mdc@32473 request=\"4f1c2a9b\" user=\"bob\"] "
            + text;
    return (message.length() + " " + message).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void flush() {
    batch.position(0).limit(held * frameBytes);
    held = 0;
    try {
      while (batch.hasRemaining()) {
        channel.write(batch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String counted() {
    return "nothing";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
