package io.github.failoversyslog.ring;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * What a ring is made of: memory, or a mapped file.
 *
 * @param view the reader's window on one message
 * @param viewAt another one, for a reader that looks elsewhere meanwhile
 * @param whole whether the file is still as long as the memory; asked by the reader
 */
record Medium(
    Positions positions,
    Records records,
    ByteBuffer view,
    ByteBuffer viewAt,
    BooleanSupplier whole) {

  /**
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   */
  static Medium memory(long capacityBytes) {
    ByteBuffer data = Records.zeroedMemory(Capacity.atLeast(capacityBytes));
    return of(Positions.inMemory(), new Records(data, Checksum.NONE), () -> true);
  }

  static Medium of(Positions positions, Records records, BooleanSupplier whole) {
    return new Medium(positions, records, records.newWindow(), records.newWindow(), whole);
  }

  boolean isKept() {
    return records.isKept();
  }

  boolean isWhole() {
    return whole.getAsBoolean();
  }
}
