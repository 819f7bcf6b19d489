package io.github.failoversyslog.ring;

import io.github.failoversyslog.fuzz.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The files that a start may find: a {@link DamagedSpool}, or in one of eight inputs just a control
 * page. Each byte of the input is a choice.
 */
public final class SpoolFuzzer {
  private static final int KINDS = 8;
  private static final int CONTROL_BYTES = 36;
  private static final long SALT = 0x0102_0304_0506_0708L;

  private SpoolFuzzer() {}

  /** The method name required by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = Choices.of(input);
    if (choices.next(KINDS) == 0) {
      controlPage(choices);
    } else {
      boolean unused = DamagedSpool.isAccepted(choices);
    }
  }

  /** It is refused, or is the page of a file of this size. */
  private static void controlPage(Choices choices) {
    ByteBuffer page = new ControlPage(1 << (choices.next(25) + 6), SALT).bytes();
    long fileBytes = ControlPage.BYTES + page.getLong(16) + choices.next(2);
    ByteBuffer written = ByteBuffer.allocate(ControlPage.BYTES).put(0, page, 0, ControlPage.BYTES);
    for (int change = choices.next(8); change > 0; change--) {
      page.put(choices.next(CONTROL_BYTES), (byte) choices.next(256));
    }
    boolean same = written.equals(page);
    if (choices.next(2) == 0) {
      page.putInt(32, Checksum.crc(page.slice(0, 32)));
    }
    page.limit(choices.next(4) == 0 ? choices.next(ControlPage.BYTES) : ControlPage.BYTES);
    try {
      ControlPage read = ControlPage.read(page, fileBytes);
      Check.that(fileBytes == ControlPage.BYTES + (long) read.capacity(), "wrong size");
      Check.that(Integer.bitCount(read.capacity()) == 1, "capacity is no power of two");
      Check.that(!same || read.salt() == SALT, "another salt than was written");
      Check.that(page.order(ByteOrder.nativeOrder()).getInt(12) == 1, "another version");
    } catch (IOException e) {
      Check.that(
          !same || page.limit() < ControlPage.BYTES || fileBytes % 2 == 1,
          "an undamaged page is refused: " + e);
    }
  }
}
