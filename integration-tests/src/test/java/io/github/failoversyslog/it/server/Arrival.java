package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.wire.Rfc5424Parser;

/**
 * A received message.
 *
 * @param connection number of the connection, counted from 1
 * @param atNanos {@link System#nanoTime} when its last byte had been read
 * @param octets without the framing; one character per octet
 */
public record Arrival(int connection, long atNanos, String octets) {

  static Arrival of(int connection, long atNanos, byte[] bytes, int offset, int length) {
    return new Arrival(connection, atNanos, new String(bytes, offset, length, ISO_8859_1));
  }

  /** The message without the framing. */
  public byte[] bytes() {
    return octets.getBytes(ISO_8859_1);
  }

  /** The message without the framing; malformed UTF-8 shows as U+FFFD. */
  public String raw() {
    return new String(bytes(), UTF_8);
  }

  /** The parsed fields; fails if the message is not strictly valid RFC 5424. */
  public ReceivedMessage message() {
    return ReceivedMessage.of(Rfc5424Parser.parse(bytes()));
  }

  /** MSG. */
  public String text() {
    return message().text();
  }
}
