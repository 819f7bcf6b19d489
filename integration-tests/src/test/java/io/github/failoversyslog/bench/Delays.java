package io.github.failoversyslog.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How old events were when the server had read them, in nanoseconds. Nothing is recorded before the
 * first call of {@link #takeEncoded}, since searching for stamps would slow a server that only has
 * to count.
 */
final class Delays {
  private static final long MAX_NANOS = 3_600_000_000_000L;
  private static final int DIGITS = 3;

  private final Recorder recorder = new Recorder(MAX_NANOS, DIGITS);
  private volatile boolean wanted;

  /** For one connection. */
  final class OfConnection {
    private final StampReader stamps = new StampReader(this::record);
    private long readAtNanos;

    /**
     * @param readAt when these bytes had been read
     */
    void read(byte[] bytes, int count, long readAt) {
      if (wanted) {
        readAtNanos = readAt;
        stamps.read(bytes, count);
      }
    }

    private void record(long stampNanos) {
      recorder.recordValue(Math.min(MAX_NANOS, Math.max(0, readAtNanos - stampNanos)));
    }
  }

  /** Of the events read since the previous call, as text without line feeds. */
  String takeEncoded() {
    wanted = true;
    Histogram histogram = recorder.getIntervalHistogram();
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  static Histogram decode(String encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
    return Histogram.decodeFromByteBuffer(bytes, MAX_NANOS);
  }
}
