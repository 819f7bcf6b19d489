package io.github.failoversyslog.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The number of returned log calls in a mapped file: a stored value survives the process without a
 * system call per event. Single writer.
 */
final class ReturnedCalls {
  private final MappedByteBuffer count;

  /** Created by the first user; a new file has the count 0. */
  ReturnedCalls(Path path) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      count = channel.map(FileChannel.MapMode.READ_WRITE, 0, Integer.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void set(int calls) {
    count.putInt(0, calls);
  }

  int get() {
    return count.getInt(0);
  }
}
