package io.github.failoversyslog.ring;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Operations on spool files by name. All but {@link #checked} require the spool's lock. */
final class SpoolFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private static final int BLOCK_BYTES = 256 * 1024;

  private SpoolFiles() {}

  /**
   * Returns the path with all symbolic links in its parent resolved.
   *
   * @throws IOException if the path cannot be that of a spool
   */
  static Path checked(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      throw new IOException(SpoolTexts.spool(file, SpoolTexts.noFileName()));
    }
    if (!Files.isDirectory(parent)) {
      throw new IOException(SpoolTexts.spool(file, SpoolTexts.noDirectory(parent)));
    }
    if (!Files.isWritable(parent)) {
      throw new IOException(SpoolTexts.spool(file, SpoolTexts.directoryNotWritable(parent)));
    }
    Path spool = parent.toRealPath().resolve(name);
    if (Files.exists(spool, NOFOLLOW_LINKS) && !Files.isRegularFile(spool, NOFOLLOW_LINKS)) {
      throw new IOException(SpoolTexts.spool(file, SpoolTexts.noRegularFile()));
    }
    return spool;
  }

  /** Opens or creates a file; on POSIX file systems only its owner can read and write a new one. */
  static FileChannel openPrivate(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      return FileChannel.open(file, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), attributes);
    } catch (AccessDeniedException e) {
      throw new IOException(SpoolTexts.noAccess(file), e);
    }
  }

  /**
   * Creates an empty spool, replacing any file of this name. All its bytes are written, which
   * reserves the disk space, before it is renamed to its name, so that an incomplete file never has
   * it.
   */
  static void create(Path spool, ControlPage page) throws IOException {
    Path unfinished = spool.resolveSibling(spool.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try {
      write(unfinished, page);
      Files.move(
          unfinished, spool, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      long bytes = ControlPage.BYTES + (long) page.capacity();
      String why = String.valueOf(e.getMessage());
      throw new IOException(SpoolTexts.spool(spool, SpoolTexts.cannotCreate(why, bytes)), e);
    }
    forceDirectory(spool);
  }

  private static void write(Path file, ControlPage page) throws IOException {
    try (FileChannel channel = openPrivate(file)) {
      writeFully(channel, page.bytes());
      ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(BLOCK_BYTES, page.capacity()));
      for (long written = 0; written < page.capacity(); written += zeros.capacity()) {
        writeFully(channel, zeros.clear());
      }
      channel.force(true);
    }
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = channel.write(bytes);
    }
  }

  /**
   * Flushes the directory, so that the new name survives a crash. Not every system supports that.
   */
  private static void forceDirectory(Path spool) {
    Path directory = spool.resolveSibling("");
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // unsupported: the system writes the name to disk later
    }
  }

  /**
   * Reads the first page, and discards the rest: an unreadable disk sector fails here, not later
   * through the mapping, where it would end a thread or the process.
   *
   * @return the first page, from position 0; shorter if the file is
   */
  static ByteBuffer readThrough(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(ControlPage.BYTES);
    while (start.hasRemaining() && channel.read(start) >= 0) {}
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    while (channel.read(block.clear()) >= 0) {}
    return start.flip();
  }

  /** Renames the file to a name that is not in use. */
  static Path moveAside(Path spool, Instant now) throws IOException {
    String name = spool.getFileName() + ".damaged-" + TIME.format(now);
    Path target = spool.resolveSibling(name);
    for (int number = 2; Files.exists(target, NOFOLLOW_LINKS); number++) {
      target = spool.resolveSibling(name + "-" + number);
    }
    return Files.move(spool, target);
  }
}
