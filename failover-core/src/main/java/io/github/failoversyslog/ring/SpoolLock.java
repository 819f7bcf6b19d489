package io.github.failoversyslog.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Exclusive access to a spool: a lock on a file beside it, {@code <name>.lock}, which holds the
 * process ID.
 *
 * <p>The spool file itself is not locked because it may be replaced, and because on POSIX systems a
 * process loses its lock on a file whenever it closes any descriptor of that file, for example
 * after copying it. For the same reason a second user in this process is refused before it opens
 * the lock file, which is never deleted.
 */
final class SpoolLock implements Closeable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  // Opened while a copy of this class in another class loader holds the lock.
  private static final Queue<FileChannel> NOT_TO_BE_CLOSED = new ConcurrentLinkedQueue<>();

  private static final int PROCESS_ID_DIGITS = 19;

  private final Path lockFile;
  private final FileChannel channel;

  private SpoolLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * @param spool in a directory that exists, without symbolic links
   * @throws SpoolInUseException if the lock is already held
   */
  static SpoolLock take(Path spool) throws IOException {
    Path lockFile = spool.resolveSibling(spool.getFileName() + ".lock");
    if (!HELD.add(lockFile)) {
      throw SpoolInUseException.byThisProcess(spool);
    }
    try {
      return new SpoolLock(lockFile, lockedChannel(lockFile, spool));
    } catch (IOException | RuntimeException | Error e) {
      HELD.remove(lockFile);
      throw e;
    }
  }

  private static FileChannel lockedChannel(Path lockFile, Path spool) throws IOException {
    FileChannel channel = SpoolFiles.openPrivate(lockFile);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw SpoolInUseException.byAnotherProcess(spool, holder(channel));
      }
      nameHolder(channel);
      return channel;
    } catch (OverlappingFileLockException e) {
      NOT_TO_BE_CLOSED.add(channel);
      throw SpoolInUseException.byThisProcess(spool);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** Writes over the last holder, so that it works on a full disk after the first time. */
  private static void nameHolder(FileChannel channel) throws IOException {
    byte[] processId = Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII);
    try {
      SpoolFiles.writeFully(channel.position(0), ByteBuffer.wrap(processId));
      channel.truncate(processId.length);
    } catch (IOException e) {
      channel.truncate(0); // a full disk: the lock counts without a name
    }
  }

  /** Returns the process ID in the lock file, or an empty string if it cannot be read. */
  private static String holder(FileChannel channel) {
    ByteBuffer bytes = ByteBuffer.allocate(PROCESS_ID_DIGITS);
    try {
      int unused = channel.read(bytes);
    } catch (IOException e) {
      return ""; // some systems do not allow reading a locked file
    }
    String text = US_ASCII.decode(bytes.flip()).toString();
    return text.chars().allMatch(Character::isDigit) ? text : "";
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(lockFile);
    }
  }
}
