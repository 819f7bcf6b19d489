package io.github.failoversyslog.ring;

import static io.github.failoversyslog.ring.RecordHeader.recordBytes;

import java.lang.invoke.VarHandle;

/**
 * Shows the oldest message that is not sent to threads other than the reader, which may release it
 * meanwhile, or replace the memory that it is in.
 */
public final class OldestWaiting {
  private final MessageRing ring;

  public OldestWaiting(MessageRing ring) {
    this.ring = ring;
  }

  /**
   * Copies the start of the message. Any thread.
   *
   * @return how many bytes were copied; 0 if there is no such message, it is still being written,
   *     it was sent in the meantime, or the memory cannot be read
   */
  public int copy(byte[] target) {
    if (!ring.hasWaiting()) {
      return 0; // as mostly: no memory is read, so there is no fault to swallow, which takes 0.1 ms
    }
    int bytes = 0;
    try {
      bytes = tryToCopy(target);
    } catch (InternalError e) {
      // a fault in mapped memory, which the reader finds, too
    }
    try {
      if (ring.isKept()) {
        MappedMemoryFaults.swallow();
      }
    } catch (InternalError e) {
      bytes = 0; // thrown as one of the methods was entered
    }
    return bytes;
  }

  private int tryToCopy(byte[] target) {
    RingMemory memory = ring.memory();
    Records records = memory.records();
    long end = ring.tail();
    long position = ring.sent();
    long header = position < end ? records.header(position) : 0;
    while (RecordHeader.isComplete(header) && !RecordHeader.isMessage(header)) {
      position += recordBytes(header);
      header = position < end ? records.header(position) : 0;
    }
    int bytes =
        RecordHeader.isMessage(header) && records.isPossible(position, header)
            ? Math.min(RecordHeader.messageBytes(header), target.length)
            : 0;
    records.copy(position, target, bytes);
    VarHandle.acquireFence(); // what was copied is valid if it was not sent, so not released, yet
    return memory.positions() == ring.memory().positions() && ring.sent() <= position ? bytes : 0;
  }
}
