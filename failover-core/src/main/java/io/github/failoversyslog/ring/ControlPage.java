package io.github.failoversyslog.ring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first page of a spool file, except for the {@linkplain Positions positions} in it:
 *
 * <pre>
 *      0  "FOSPOOL" and a line end
 *      8  0x01020304 in the byte order of the file
 *     12  version of the format: 1
 *     16  bytes of the ring, a power of two
 *     24  a random number, the key of the records' checksums
 *     32  CRC-32C of the bytes 0 to 31, in every version
 * </pre>
 *
 * These bytes are written once, before the file gets its name.
 *
 * @param capacity bytes of the ring
 * @param salt key of the records' checksums
 */
record ControlPage(int capacity, long salt) {
  static final int BYTES = 4096;

  private static final byte[] MAGIC = "FOSPOOL\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTE_ORDER_MARK = 0x01020304;
  private static final int VERSION = 1;
  private static final int BYTE_ORDER_AT = 8;
  private static final int VERSION_AT = 12;
  private static final int CAPACITY_AT = 16;
  private static final int SALT_AT = 24;
  private static final int CHECKSUM_AT = 32;

  /** The whole page, from position 0, with all positions at 0. */
  ByteBuffer bytes() {
    ByteBuffer page = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
    page.put(0, MAGIC)
        .putInt(BYTE_ORDER_AT, BYTE_ORDER_MARK)
        .putInt(VERSION_AT, VERSION)
        .putLong(CAPACITY_AT, capacity)
        .putLong(SALT_AT, salt);
    return page.putInt(CHECKSUM_AT, checksum(page));
  }

  private static int checksum(ByteBuffer page) {
    return Checksum.crc(page.slice(0, CHECKSUM_AT));
  }

  /**
   * @param start the first page of the file, or the whole file if it is shorter
   * @throws DamagedSpoolException if this is not a spool file, or a truncated one
   * @throws IOException if it has another format version or another byte order
   */
  static ControlPage read(ByteBuffer start, long fileBytes) throws IOException {
    if (start.remaining() < BYTES) {
      throw new DamagedSpoolException(SpoolTexts.tooShort(fileBytes, BYTES));
    }
    ByteBuffer page = start.slice();
    if (!page.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new DamagedSpoolException(SpoolTexts.noSpool());
    }
    ByteOrder order = byteOrder(page);
    page.order(order);
    if (page.getInt(BYTE_ORDER_AT) != BYTE_ORDER_MARK
        || page.getInt(CHECKSUM_AT) != checksum(page)) {
      throw new DamagedSpoolException(SpoolTexts.wrongChecksum());
    }
    if (order != ByteOrder.nativeOrder()) {
      throw new IOException(SpoolTexts.wrongByteOrder(order, ByteOrder.nativeOrder()));
    }
    int version = page.getInt(VERSION_AT);
    if (version != VERSION) {
      throw new IOException(SpoolTexts.wrongVersion(version, VERSION));
    }
    long capacity = page.getLong(CAPACITY_AT);
    if (!Capacity.isPossible(capacity)) {
      throw new DamagedSpoolException(SpoolTexts.wrongCapacity(capacity));
    }
    if (fileBytes != BYTES + capacity) {
      throw new DamagedSpoolException(SpoolTexts.wrongSize(fileBytes, BYTES + capacity));
    }
    return new ControlPage((int) capacity, page.getLong(SALT_AT));
  }

  private static ByteOrder byteOrder(ByteBuffer page) {
    boolean big = page.order(ByteOrder.BIG_ENDIAN).getInt(BYTE_ORDER_AT) == BYTE_ORDER_MARK;
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
