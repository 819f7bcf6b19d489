package io.github.failoversyslog.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How many calls of the logger have returned, in a mapped file: what is stored there survives the
 * process that stored it, without a call of the operating system for every event. One writer.
 */
final class ReturnedCalls {
  private final MappedByteBuffer count;

  /** Made by whoever comes first; a new file has the count 0. */
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
