package io.github.failoversyslog.ring;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A ring in a file: what is in it outlives the process, and what has reached the disk outlives the
 * machine.
 *
 * <p>The file is a {@linkplain ControlPage page} and the ring's memory, mapped. We never make it
 * shorter while it is mapped (if others do, the ring can {@linkplain MessageRing#goOnInMemory
 * leave} it), and it stays mapped until the ring is garbage, for Java cannot undo a mapping:
 * whoever still uses the ring after {@link #close} harms nobody's memory.
 */
public final class Spool implements Closeable {
  private static final long WRITERS_MAY_TAKE_NANOS = 200_000_000;
  private static final long PAUSE_NANOS = 100_000;

  private final Path path;
  private final SpoolLock lock;
  private final RandomAccessFile handle; // asks for its length; no interrupt can close it
  private final MessageRing ring;
  private final SpoolReport report;
  private boolean closed;

  private Spool(Path path, SpoolLock lock, Contents contents, SpoolReport report) {
    this.path = path;
    this.lock = lock;
    this.handle = contents.handle;
    this.ring = contents.ring;
    this.report = report;
  }

  /**
   * Opens the spool, or makes one, and repairs it. Reads the whole file; a new one is written in
   * full.
   *
   * <p>A file that is no spool or is damaged is renamed to {@code <name>.damaged-<UTC time>}, and a
   * new one begun. One of another version of the format or of another byte order is refused and not
   * touched. One of another size is replaced by one of the right size if it holds no message, and
   * else kept.
   *
   * @param path in a directory that exists; beside it there will be {@code <name>.lock}
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   * @throws SpoolInUseException if someone else has it open
   * @throws IOException if there can be no spool; the message says what to do
   */
  public static Spool open(Path path, long capacityBytes) throws IOException {
    return open(path, capacityBytes, InstantSource.system());
  }

  static Spool open(Path path, long capacityBytes, InstantSource clock) throws IOException {
    int capacity = Capacity.atLeast(capacityBytes);
    Path file = SpoolFiles.checked(path);
    SpoolLock lock = SpoolLock.take(file);
    try {
      return open(file, capacity, lock, clock);
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static Spool open(Path file, int capacity, SpoolLock lock, InstantSource clock)
      throws IOException {
    Optional<SpoolReport.Damaged> damaged = Optional.empty();
    if (!Files.exists(file)) {
      create(file, capacity);
    }
    Contents contents;
    try {
      contents = Contents.of(file);
    } catch (DamagedSpoolException e) {
      Path movedTo = SpoolFiles.moveAside(file, clock.instant());
      damaged = Optional.of(new SpoolReport.Damaged(movedTo, String.valueOf(e.getMessage())));
      create(file, capacity);
      contents = Contents.of(file);
    }
    Recovery found = contents.recovery;
    if (found.messages() == 0 && contents.ring.capacity() != capacity) {
      contents.handle.close();
      create(file, capacity);
      contents = Contents.of(file);
    }
    boolean sizeKept = contents.ring.capacity() != capacity;
    return new Spool(
        file,
        lock,
        contents,
        new SpoolReport(found.messages(), found.unreadableBytes(), damaged, sizeKept));
  }

  private static void create(Path file, int capacity) throws IOException {
    SpoolFiles.create(file, new ControlPage(capacity, new SecureRandom().nextLong()));
  }

  /** A file, mapped and repaired. */
  private record Contents(RandomAccessFile handle, MessageRing ring, Recovery recovery) {

    static Contents of(Path path) throws IOException {
      try (FileChannel channel = SpoolFiles.openPrivate(path)) {
        RandomAccessFile handle = new RandomAccessFile(path.toFile(), "r");
        try {
          return of(channel, handle);
        } catch (IOException | RuntimeException | Error e) {
          handle.close();
          throw e;
        }
      } catch (DamagedSpoolException e) {
        throw e;
      } catch (IOException | InternalError e) { // an Error: a fault in mapped memory
        throw new IOException(SpoolTexts.spool(path, String.valueOf(e.getMessage())), e);
      }
    }

    private static Contents of(FileChannel channel, RandomAccessFile handle) throws IOException {
      ControlPage page = ControlPage.read(SpoolFiles.readThrough(channel), channel.size());
      MappedByteBuffer file = channel.map(READ_WRITE, 0, channel.size());
      Positions positions = Positions.savedIn(file.slice(0, ControlPage.BYTES));
      Records records =
          new Records(
              file.slice(ControlPage.BYTES, page.capacity()), Checksum.keyedWith(page.salt()));
      Recovery recovery = new Recovery(positions, records);
      recovery.run();
      if (recovery.repaired()) {
        file.force();
      }
      long bytes = file.capacity();
      RingMemory memory = RingMemory.of(positions, records, () -> hasBytes(handle, bytes));
      return new Contents(handle, new MessageRing(memory), recovery);
    }

    private static boolean hasBytes(RandomAccessFile file, long bytes) {
      try {
        return file.length() >= bytes;
      } catch (IOException e) {
        return true; // who knows; a fault in its memory would tell
      }
    }
  }

  /** The ring, at first with all messages that were recovered waiting. */
  public MessageRing ring() {
    return ring;
  }

  public SpoolReport report() {
    return report;
  }

  /**
   * Takes nothing more and lets others open the spool; what is in the ring stays in the file. Only
   * when the reader has ended. Writes nothing to the disk: the system does, in its time.
   *
   * <p>A writer that is still at work would write into what others read next. It has a fifth of a
   * second to finish; after that the file stays locked until the process ends.
   *
   * @throws IOException if there is such a writer
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    ring.seal();
    long deadlineNanos = System.nanoTime() + WRITERS_MAY_TAKE_NANOS;
    while (ring.hasWriters()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new IOException(SpoolTexts.spool(path, SpoolTexts.stillWriting()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    try (lock) {
      handle.close();
    }
  }
}
