package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReaderTest {
  @TempDir Path folder;

  @Test
  void readsWhatWasAddedSinceTheLastTime() throws IOException {
    Path path = folder.resolve("record");
    RecordReader reader = new RecordReader(path, "server");
    assertThat(reader.readOn()).isEmpty();
    try (RecordFile file = new RecordFile(path)) {
      file.append(1, new long[] {5, 6, 99}, 2);
      assertThat(reader.readOn())
          .singleElement()
          .satisfies(batch -> assertThat(batch.numbers()).containsExactly(5, 6))
          .satisfies(batch -> assertThat(batch.connection()).isEqualTo("server/1"));
      file.append(2, new long[20_000], 20_000);
      assertThat(reader.readOn())
          .singleElement()
          .satisfies(batch -> assertThat(batch.numbers()).hasSize(20_000));
    }
  }

  @Test
  void skipsABatchThatWasTruncatedWhenTheWriterWasKilled() throws IOException {
    Path path = folder.resolve("record");
    try (RecordFile file = new RecordFile(path)) {
      file.append(1, new long[] {5, 6}, 2);
      file.append(1, new long[] {7, 8}, 2);
    }
    for (int missing = 1; missing <= 5 * Long.BYTES; missing++) {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(2 * 5 * Long.BYTES - missing);
      }
      List<Batch> batches = new RecordReader(path, "server").readOn();
      assertThat(batches)
          .singleElement()
          .satisfies(batch -> assertThat(batch.numbers()).containsExactly(5, 6));
    }
  }
}
