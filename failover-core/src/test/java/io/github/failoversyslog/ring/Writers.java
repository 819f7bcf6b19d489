package io.github.failoversyslog.ring;

import java.lang.reflect.Method;

/** Writers that die at work, which no public method can bring about. */
final class Writers {
  private Writers() {}

  /** Claims room for a message of this length, and dies before it writes the header. */
  static long diesAfterTheClaim(MessageRing ring, int messageBytes) {
    long usableBytes = ring.capacity();
    return (long)
        call(
            ring,
            "claim",
            new Class<?>[] {int.class, long.class},
            MessageRing.recordBytes(messageBytes),
            usableBytes);
  }

  /** Claims room and writes the header, and dies before the message is committed. */
  static void diesInTheMessage(MessageRing ring, int messageBytes) {
    int at = (int) diesAfterTheClaim(ring, messageBytes) & (ring.capacity() - 1);
    call(ring, "setHeader", new Class<?>[] {int.class, int.class, int.class}, at, -messageBytes, 0);
  }

  private static Object call(MessageRing ring, String name, Class<?>[] types, Object... values) {
    try {
      Method method = MessageRing.class.getDeclaredMethod(name, types);
      method.setAccessible(true);
      return method.invoke(ring, values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("MessageRing has no such " + name + " any more", e);
    }
  }
}
