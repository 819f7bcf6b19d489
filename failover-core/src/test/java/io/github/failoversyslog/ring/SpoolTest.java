package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  private static final int CAPACITY = 4096;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));

  @TempDir private Path directory;

  private final List<Spool> opened = new ArrayList<>();
  private Path file;

  private Spool open(Path path, long capacity) throws IOException {
    Spool spool = Spool.open(path, capacity, CLOCK);
    opened.add(spool);
    return spool;
  }

  private Spool open() throws IOException {
    file = directory.resolve("spool");
    return open(file, CAPACITY);
  }

  private static RingStory story(Spool spool) {
    return new RingStory(spool.ring());
  }

  /** Creates a spool with these messages and closes it. */
  private void given(String... messages) throws IOException {
    try (Spool spool = open()) {
      for (String message : messages) {
        assertThat(story(spool).append(message)).isTrue();
      }
    }
  }

  private void change(int offset, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThat(channel.write(ByteBuffer.wrap(bytes), offset)).isEqualTo(bytes.length);
    }
  }

  /** Changes the constant part of the control page, and updates its checksum. */
  private void changeControlPage(int offset, byte[] bytes, ByteOrder order) throws IOException {
    change(offset, bytes);
    byte[] page = Files.readAllBytes(file);
    int checksum = Checksum.crc(ByteBuffer.wrap(page, 0, 32));
    change(32, ByteBuffer.allocate(4).order(order).putInt(checksum).array());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @AfterEach
  void closeAll() throws IOException {
    for (Spool spool : opened) {
      spool.close();
    }
  }

  @Nested
  class ANewSpool {

    @Test
    void isEmptyAndHasItsFullSize() throws IOException {
      Spool spool = open();
      assertThat(spool.report()).isEqualTo(new SpoolReport(0, 0, Optional.empty(), false));
      assertThat(spool.ring().capacity()).isEqualTo(CAPACITY);
      assertThat(Files.size(file)).isEqualTo(4096 + CAPACITY);
      assertThat(names()).containsExactly("spool", "spool.lock");
    }

    @Test
    void hasACapacityThatIsAPowerOfTwo() throws IOException {
      assertThat(open(directory.resolve("spool"), 5000).ring().capacity()).isEqualTo(8192);
    }

    @Test
    void canBeReadAndWrittenByItsOwnerOnly() throws IOException {
      open();
      for (String name : names()) {
        assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }

    @Test
    void hasAKeyOfItsOwn() throws IOException {
      open(directory.resolve("one"), CAPACITY).close();
      open(directory.resolve("two"), CAPACITY).close();
      assertThat(Files.readAllBytes(directory.resolve("one")))
          .isNotEqualTo(Files.readAllBytes(directory.resolve("two")));
    }

    @Test
    void replacesAnUnfinishedFile() throws IOException {
      Files.write(directory.resolve("spool.new"), new byte[10_000]);
      open();
      assertThat(names()).containsExactly("spool", "spool.lock");
    }

    @Test
    void isWrittenInFull() throws IOException {
      Spool spool = open(directory.resolve("spool"), 1 << 20);
      assertThat(Files.size(directory.resolve("spool"))).isEqualTo(4096 + (1 << 20));
      byte[] data = Files.readAllBytes(directory.resolve("spool"));
      assertThat(new String(data, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("FOSPOOL\n");
      assertThat(spool.ring().append(new byte[500_000], 500_000, 1 << 20, new LongAdder()))
          .isTrue();
    }
  }

  @Nested
  class AnExistingSpool {

    @Test
    void hasTheMessagesThatWereNotReleased() throws IOException {
      try (Spool spool = open()) {
        RingStory story = story(spool);
        story.append("one");
        story.append("two");
        story.append("three");
        story.read(1);
        spool.ring().release(spool.ring().sent());
      }
      Spool spool = open();
      assertThat(spool.report()).isEqualTo(new SpoolReport(2, 0, Optional.empty(), false));
      story(spool).append("four");
      assertThat(story(spool).readAll()).containsExactly("two", "three", "four");
    }

    @Test
    void hasThemAfterItsProcessWasKilled() throws IOException {
      story(open()).append("one");
      Path copy = Files.copy(file, directory.resolve("copy"));
      Spool spool = open(copy, CAPACITY);
      assertThat(spool.report().messages()).isEqualTo(1);
      assertThat(story(spool).readAll()).containsExactly("one");
    }

    @Test
    void reportsUnreadableBytes() throws IOException {
      given("one", "two", "three");
      change(4096 + 16 + 8, new byte[] {'#'});
      Spool spool = open();
      assertThat(spool.report()).isEqualTo(new SpoolReport(2, 16, Optional.empty(), false));
      assertThat(story(spool).readAll()).containsExactly("one", "three");
    }

    @Test
    void isNotWholeWhileItsFileIsTooShort() throws IOException {
      Spool spool = open();
      assertThat(spool.ring().isWhole()).isTrue();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        long bytes = channel.size();
        channel.truncate(bytes - 1);
        assertThat(spool.ring().isWhole()).isFalse();
        change((int) bytes - 1, new byte[1]);
        assertThat(spool.ring().isWhole()).isTrue();
      }
    }

    @Test
    void refusesMessagesOnceItIsClosed() throws IOException {
      Spool spool = open();
      spool.close();
      assertThat(story(spool).append("one")).isFalse();
      assertThatCode(spool::close).as("again").doesNotThrowAnyException();
    }
  }

  @Nested
  class ItsLock {

    @Test
    void refusesASecondUser() throws IOException {
      open();
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> open())
            .isInstanceOf(SpoolInUseException.class)
            .hasMessage(
                "spool %s is in use by another appender of this process; give every appender of"
                    + " every process its own spoolFile",
                directory.toRealPath().resolve("spool"));
      }
    }

    @Test
    void refusesASecondUserWithAnotherPath() throws IOException {
      open();
      Path other = Files.createDirectory(directory.resolve("other"));
      assertThatThrownBy(() -> open(other.resolve("../spool"), CAPACITY))
          .isInstanceOf(SpoolInUseException.class);
      Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
      assertThatThrownBy(() -> open(link.resolve("spool"), CAPACITY))
          .isInstanceOf(SpoolInUseException.class)
          .hasMessageContaining(file.toRealPath().toString());
    }

    @Test
    void containsTheProcessIdOfItsHolder() throws IOException {
      Files.writeString(directory.resolve("spool.lock"), "4711 and whatever an earlier one left");
      open();
      assertThat(directory.resolve("spool.lock"))
          .hasContent(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void isReleasedOnClose() throws IOException {
      open().close();
      open().close();
      open();
    }

    @Test
    void isReleasedByAFailedOpen() throws IOException {
      given("one");
      changeControlPage(12, new byte[] {9, 9, 9, 9}, ByteOrder.nativeOrder());
      assertThatThrownBy(() -> open()).isNotInstanceOf(SpoolInUseException.class);
      Files.delete(file);
      open();
    }

    @Test
    void isHeldWhileAnAppendIsInProgress() throws IOException {
      Spool spool = open();
      Writers.diesInTheMessage(spool.ring(), 13);
      assertThatThrownBy(spool::close)
          .hasMessage(
              "spool %s: a log call is still writing to it; it stays locked until this process"
                  + " ends",
              directory.toRealPath().resolve("spool"));
      assertThatThrownBy(() -> open()).isInstanceOf(SpoolInUseException.class);
    }
  }

  @Nested
  class ADamagedSpool {

    private void isMovedAside(String reason) throws IOException {
      byte[] before = Files.readAllBytes(file);
      Spool spool = open();
      Path movedTo = file.toRealPath().resolveSibling("spool.damaged-20260304T050607");
      assertThat(spool.report())
          .isEqualTo(
              new SpoolReport(0, 0, Optional.of(new SpoolReport.Damaged(movedTo, reason)), false));
      assertThat(Files.readAllBytes(movedTo)).as("as it was").isEqualTo(before);
      assertThat(story(spool).append("new")).isTrue();
    }

    @Test
    void thatIsNotASpoolIsMovedAside() throws IOException {
      file = Files.write(directory.resolve("spool"), new byte[5000]);
      isMovedAside("not a spool file");
    }

    @Test
    void thatIsEmptyIsMovedAside() throws IOException {
      file = Files.createFile(directory.resolve("spool"));
      isMovedAside("file has 0 bytes, expected at least 4096");
    }

    @Test
    void thatWasTruncatedIsMovedAside() throws IOException {
      given("one");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(8000);
      }
      isMovedAside("file has 8000 bytes, expected 8192");
    }

    @Test
    void thatIsTooLongIsMovedAside() throws IOException {
      given("one");
      change(8192, new byte[] {1});
      isMovedAside("file has 8193 bytes, expected 8192");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16, 24, 31, 32, 35})
    void withADamagedControlPageIsMovedAside(int offset) throws IOException {
      given("one");
      change(offset, new byte[] {(byte) ~Files.readAllBytes(file)[offset]});
      isMovedAside("checksum of the control page does not match");
    }

    @Test
    void withoutAReadableRecordIsMovedAside() throws IOException {
      given("one");
      change(4096, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      isMovedAside("contains data but no readable message");
    }

    @Test
    void withAnInvalidSizeIsMovedAside() throws IOException {
      given("one");
      byte[] size = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(5000).array();
      changeControlPage(16, size, ByteOrder.nativeOrder());
      change(4096 + 5000 - 1, new byte[1]);
      isMovedAside("capacity is 5000 bytes, expected a power of two from 64 to 2^30");
    }

    @Test
    void neverReplacesAnotherDamagedFile() throws IOException {
      for (int i = 0; i < 3; i++) {
        file = Files.writeString(directory.resolve("spool"), "number " + i);
        open().close();
        Files.delete(file);
      }
      assertThat(names())
          .containsExactly(
              "spool.damaged-20260304T050607",
              "spool.damaged-20260304T050607-2",
              "spool.damaged-20260304T050607-3",
              "spool.lock");
    }

    @Test
    void neverPreventsAStart() throws IOException {
      given("one", "two", "three");
      byte[] intact = Files.readAllBytes(file);
      long seed = new Random().nextLong();
      Random random = new Random(seed);
      for (int i = 0; i < 300; i++) {
        byte[] bytes = intact.clone();
        for (int hits = random.nextInt(20); hits >= 0; hits--) {
          int among = random.nextBoolean() ? bytes.length : 64;
          int from = random.nextBoolean() ? 4096 : 0;
          bytes[Math.min(bytes.length - 1, from + random.nextInt(among))] = (byte) random.nextInt();
        }
        Files.write(file, bytes);
        try (Spool spool = open()) {
          assertThat(List.of("one", "two", "three")).containsAll(story(spool).readAll());
          assertThat(story(spool).append("new")).isTrue();
        } catch (IOException e) {
          assertThat(e).as("seed %s, %s", seed, i).hasMessageContaining("format version");
        }
      }
    }
  }

  @Nested
  class AForeignSpool {

    private void isRefused(String message) throws IOException {
      byte[] before = Files.readAllBytes(file);
      assertThatThrownBy(() -> open()).hasMessage("spool %s: %s", file.toRealPath(), message);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      assertThat(names()).containsExactly("spool", "spool.lock");
    }

    @Test
    void ofAnotherVersionIsRefusedAndLeftUnchanged() throws IOException {
      given("one");
      byte[] version = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(2).array();
      changeControlPage(12, version, ByteOrder.nativeOrder());
      isRefused(
          "format version is 2, expected 1; drain it with the release that wrote it, or set another"
              + " spoolFile");
    }

    @Test
    void ofAnotherByteOrderIsRefusedAndLeftUnchanged() throws IOException {
      given("one");
      ByteOrder ours = ByteOrder.nativeOrder();
      ByteOrder others =
          ours == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      ByteBuffer start = ByteBuffer.allocate(32).order(others);
      start.put("FOSPOOL\n".getBytes(StandardCharsets.US_ASCII)).putInt(0x01020304).putInt(1);
      changeControlPage(0, start.putLong(4096).putLong(7).array(), others);
      isRefused(
          "byte order is "
              + others
              + ", this machine's is "
              + ours
              + "; drain it on a machine with that byte order, or set another spoolFile");
    }
  }

  @Nested
  class AnotherSize {

    @Test
    void isAppliedToAFileThatHoldsNoMessage() throws IOException {
      try (Spool spool = open()) {
        story(spool).append("one");
        story(spool).readAndReleaseAll();
      }
      Spool spool = open(file, 2 * CAPACITY);
      assertThat(spool.ring().capacity()).isEqualTo(2 * CAPACITY);
      assertThat(spool.report()).isEqualTo(new SpoolReport(0, 0, Optional.empty(), false));
      assertThat(Files.size(file)).isEqualTo(4096 + 2 * CAPACITY);
    }

    @Test
    void isNotAppliedWhileTheFileHoldsMessages() throws IOException {
      given("one");
      Spool spool = open(file, 2 * CAPACITY);
      assertThat(spool.ring().capacity()).isEqualTo(CAPACITY);
      assertThat(spool.report()).isEqualTo(new SpoolReport(1, 0, Optional.empty(), true));
      assertThat(story(spool).readAll()).containsExactly("one");
    }
  }

  @Nested
  class APath {

    private void isRefused(Path path, String message) {
      assertThatThrownBy(() -> open(path, CAPACITY)).hasMessage("spool " + path + ": " + message);
    }

    @Test
    void inAMissingDirectoryIsRefused() {
      isRefused(
          directory.resolve("none/spool"),
          "directory "
              + directory.resolve("none")
              + " does not exist; create it or correct spoolFile");
    }

    @Test
    void ofADirectoryIsRefused() throws IOException {
      Path path = Files.createDirectory(directory.resolve("spool"));
      isRefused(
          path, "a directory, symbolic link or device, not a regular file; correct spoolFile");
    }

    @Test
    void ofASymbolicLinkIsRefused() throws IOException {
      Path target = Files.createFile(directory.resolve("target"));
      Path path = Files.createSymbolicLink(directory.resolve("spool"), target);
      isRefused(
          path, "a directory, symbolic link or device, not a regular file; correct spoolFile");
      assertThat(names()).containsExactly("spool", "target");
    }

    @Test
    void ofTheRootIsRefused() {
      isRefused(directory.getRoot(), "not a file name; correct spoolFile");
    }

    @Test
    void whoseLockIsASymbolicLinkIsRefused() throws IOException {
      Path target = directory.resolve("target");
      Files.createSymbolicLink(directory.resolve("spool.lock"), target);
      assertThatThrownBy(() -> open()).isInstanceOf(IOException.class);
      assertThat(target).doesNotExist();
      Files.delete(directory.resolve("spool.lock"));
      open();
    }
  }
}
