package io.github.failoversyslog.faults;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The batches that one process has read. Each batch is written by one system call as soon as it was
 * read, so it survives the process; the last one may be truncated.
 *
 * <p>A batch consists of 8-byte numbers: the time of {@link System#nanoTime}, which is one clock
 * for all processes of a Linux machine; the connection, counted from 1; the number of events; the
 * event numbers. A connection starts with an empty batch.
 */
final class RecordFile implements Closeable {
  static final int HEADER_LONGS = 3;

  /** Event number written for bytes that are not a valid frame. */
  static final long NO_FRAME = -1;

  private final FileChannel channel;
  private ByteBuffer batch = ByteBuffer.allocateDirect(64 * 1024);

  RecordFile(Path path) throws IOException {
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
  }

  /** Thread-safe. */
  synchronized void append(long connection, long[] numbers, int count) throws IOException {
    int bytes = (HEADER_LONGS + count) * Long.BYTES;
    if (batch.capacity() < bytes) {
      batch = ByteBuffer.allocateDirect(2 * bytes);
    }
    batch.clear().putLong(System.nanoTime()).putLong(connection).putLong(count);
    for (int i = 0; i < count; i++) {
      batch.putLong(numbers[i]);
    }
    batch.flip();
    while (batch.hasRemaining()) {
      channel.write(batch);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
