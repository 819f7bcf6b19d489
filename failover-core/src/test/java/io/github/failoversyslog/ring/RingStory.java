package io.github.failoversyslog.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A ring whose messages are words. */
final class RingStory {
  final MessageRing ring;

  /** The number of appended messages. */
  final LongAdder taken = new LongAdder();

  RingStory(int capacityBytes) {
    this(MessageRing.inMemory(capacityBytes));
  }

  RingStory(MessageRing ring) {
    this.ring = ring;
  }

  boolean append(String message) {
    return append(message, ring.capacity());
  }

  boolean append(String message, long usableBytes) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return ring.append(bytes, bytes.length, usableBytes, taken);
  }

  /** Appends a message that repeats one character; its record takes 8 bytes more. */
  boolean append(char character, int bytes) {
    return append(String.valueOf(character).repeat(bytes));
  }

  List<String> readAll() {
    return read(Integer.MAX_VALUE);
  }

  /** Reads at most this many messages; the sink refuses the next one. */
  List<String> read(int atMost) {
    List<String> messages = new ArrayList<>();
    ring.read(
        messages,
        (message, position, read) -> {
          boolean wanted = read.size() < atMost;
          if (wanted) {
            read.add(text(message));
          }
          return wanted;
        });
    return messages;
  }

  static String text(ByteBuffer message) {
    return StandardCharsets.UTF_8.decode(message).toString();
  }

  void readAndReleaseAll() {
    readAll();
    ring.release(ring.sent());
  }
}
