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

/**
 * What is done with the files of a spool by name; only while its lock is held, but for the path.
 */
final class SpoolFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private static final int BLOCK_BYTES = 256 * 1024;

  private SpoolFiles() {}

  /**
   * Returns the path with a parent that has no symbolic links in it.
   *
   * @throws IOException if no spool can be there
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

  /** Opens a file, or makes one that only its owner can read and write, where there are owners. */
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
   * Makes an empty spool, in place of what has this name. All its bytes are written, so that there
   * is room for them; and before it has its name, so that there is never half a one.
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

  /** So that the new name outlives the machine; not every system can do that. */
  private static void forceDirectory(Path spool) {
    Path directory = spool.resolveSibling("");
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // then the name reaches the disk when the system sees fit
    }
  }

  /**
   * Reads the first page, and all the rest to throw it away: a sector that the disk cannot read
   * shows here, and not later, where it would end a thread, or the process.
   *
   * @return the first page, from position 0, or what there is of it
   */
  static ByteBuffer readThrough(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(ControlPage.BYTES);
    while (start.hasRemaining() && channel.read(start) >= 0) {}
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    while (channel.read(block.clear()) >= 0) {}
    return start.flip();
  }

  /** Gives the file another name, which no file has. */
  static Path moveAside(Path spool, Instant now) throws IOException {
    String name = spool.getFileName() + ".damaged-" + TIME.format(now);
    Path target = spool.resolveSibling(name);
    for (int number = 2; Files.exists(target, NOFOLLOW_LINKS); number++) {
      target = spool.resolveSibling(name + "-" + number);
    }
    return Files.move(spool, target);
  }
}
