package io.github.failoversyslog.docs;

import io.github.failoversyslog.status.Server;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Values for the parameters of texts that occur in no text otherwise. */
final class SampleValues {
  private static final int NUMBER = 7777;

  private static final Map<Class<?>, Object> BY_TYPE =
      Map.ofEntries(
          Map.entry(String.class, "sample"),
          Map.entry(int.class, NUMBER),
          Map.entry(long.class, (long) NUMBER),
          Map.entry(Server.class, new Server("sample", NUMBER)),
          Map.entry(Path.class, Path.of("/sample")),
          Map.entry(Duration.class, Duration.ofSeconds(NUMBER)),
          Map.entry(Instant.class, Instant.ofEpochSecond(NUMBER)),
          Map.entry(ByteOrder.class, ByteOrder.BIG_ENDIAN),
          Map.entry(InetAddress.class, InetAddress.getLoopbackAddress()));

  private SampleValues() {}

  static Object of(Class<?> type) {
    Object sample = BY_TYPE.get(type);
    if (sample == null) {
      throw new IllegalArgumentException("no sample of " + type);
    }
    return sample;
  }

  /** The value as it appears in a text. */
  static String asWritten(Object sample) {
    return sample instanceof Duration time ? time.toSeconds() + " s" : sample.toString();
  }
}
