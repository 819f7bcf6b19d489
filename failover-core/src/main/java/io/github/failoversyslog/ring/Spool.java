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

/**
 * A ring in a file: its messages survive the process, and what was flushed to disk survives a crash
 * of the machine.
 *
 * <p>The file is a {@linkplain ControlPage control page} and the ring's memory, mapped. It is never
 * truncated here while it is mapped; if another process truncates it, the ring can {@linkplain
 * MessageRing#goOnInMemory continue in memory}. Java cannot undo a mapping, so the file stays
 * mapped until the ring is garbage collected, and using the ring after {@link #close} accesses no
 * foreign memory.
 */
public final class Spool implements Closeable {

  private final Path path;
  private final SpoolLock lock;
  private final RandomAccessFile handle; // for its length; not closed by an interrupt
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
   * Opens or creates the spool, and repairs it. Reads the whole file; a new file is written in
   * full.
   *
   * <p>A file that is not a spool, or is damaged, is renamed to {@code <name>.damaged-<UTC time>}
   * and replaced by a new one. A file with another format version or byte order is refused and left
   * unchanged. A file of another size is replaced by one of the requested size if it holds no
   * message, and kept otherwise.
   *
   * @param path in an existing directory; {@code <name>.lock} is created beside it
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   * @throws SpoolInUseException if it is already open, in this process or another one
   * @throws IOException if it cannot be opened or created; the message says what to do
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

  /** A mapped and repaired file. */
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
      } catch (IOException | InternalError e) { // InternalError: a fault in mapped memory
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
        return true; // unknown; an access to its memory would fail
      }
    }
  }

  /** The ring; at first all recovered messages are waiting in it. */
  public MessageRing ring() {
    return ring;
  }

  public SpoolReport report() {
    return report;
  }

  /**
   * Seals the ring and unlocks the spool; the messages stay in the file. Only after the reader has
   * ended. Does not flush to disk: the operating system does that later.
   *
   * <p>An append in progress could overwrite what the next owner reads. It has 200 ms to finish;
   * after that the file stays locked until the process ends.
   *
   * @throws IOException if an append did not finish
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (!LastAppends.SYSTEM.sealAndAwait(ring)) {
      throw new IOException(SpoolTexts.spool(path, SpoolTexts.stillWriting()));
    }
    try (lock) {
      handle.close();
    }
  }
}
