package io.github.failoversyslog.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link RecordFile} while it grows, or after its writer has been killed. */
final class RecordReader {
  private final Path path;
  private final String process;
  private long readBytes;

  /**
   * @param process unique among all processes of a case
   */
  RecordReader(Path path, String process) {
    this.path = path;
    this.process = process;
  }

  /** Returns the number of bytes written so far. */
  long size() {
    return path.toFile().length();
  }

  /** Returns the complete batches written since the previous call. */
  List<Batch> readOn() {
    List<Batch> batches = new ArrayList<>();
    if (!Files.exists(path)) {
      return batches; // the process has not created the file yet
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      LongBuffer longs = unread(channel);
      while (longs.remaining() >= RecordFile.HEADER_LONGS) {
        int count = (int) longs.get(longs.position() + RecordFile.HEADER_LONGS - 1);
        if (longs.remaining() < RecordFile.HEADER_LONGS + count) {
          break;
        }
        long nanos = longs.get();
        String connection = process + "/" + longs.get();
        long[] numbers = new long[(int) longs.get()];
        longs.get(numbers);
        batches.add(new Batch(nanos, connection, numbers));
        readBytes += (long) (RecordFile.HEADER_LONGS + count) * Long.BYTES;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return batches;
  }

  private LongBuffer unread(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - readBytes));
    while (bytes.hasRemaining() && channel.read(bytes, readBytes + bytes.position()) >= 0) {
      // continue
    }
    return bytes.flip().asLongBuffer();
  }
}
