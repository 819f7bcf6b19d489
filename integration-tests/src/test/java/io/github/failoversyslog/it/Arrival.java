package io.github.failoversyslog.it;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message as it came.
 *
 * @param connection its number, from 1 on
 * @param atNanos {@link System#nanoTime} when its last byte had been read
 * @param raw without the framing; malformed UTF-8 shows as U+FFFD
 */
public record Arrival(int connection, long atNanos, String raw) {

  static Arrival of(int connection, long atNanos, byte[] bytes, int offset, int length) {
    return new Arrival(connection, atNanos, new String(bytes, offset, length, UTF_8));
  }

  /** Its fields; fails if it is not RFC 5424 to the letter. */
  public ReceivedMessage message() {
    return Rfc5424Parser.parse(raw);
  }

  /** MSG. */
  public String text() {
    return message().text();
  }
}
