package io.github.failoversyslog.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The password of a key, or where it is. Never shows it. */
final class KeyPassword {
  private static final String IN_FILE = "file:";
  private static final Pattern LINE_END = Pattern.compile("\\R\\z");

  private final String written;

  /**
   * @param written the password, or {@code file:} and the name of a file that holds it
   * @throws InvalidPathException if that cannot be the name of a file
   */
  KeyPassword(String written) {
    this.written = written;
    Optional<Path> unused = file();
  }

  /** Empty if it is written in the settings. */
  Optional<Path> file() {
    if (!written.startsWith(IN_FILE)) {
      return Optional.empty();
    }
    return Optional.of(Path.of(written.substring(IN_FILE.length())));
  }

  /** Read anew from the file, if it is in one; without one line end behind it. */
  char[] characters() throws IOException {
    Optional<Path> file = file();
    if (file.isEmpty()) {
      return written.toCharArray();
    }
    String text = textOf(file.get());
    if (text.isEmpty()) {
      throw new IOException(PemFiles.empty("the file that tlsKeyPassword names, " + file.get()));
    }
    return text.toCharArray();
  }

  private static String textOf(Path file) throws IOException {
    try {
      return LINE_END.matcher(Files.readString(file)).replaceFirst("");
    } catch (IOException e) {
      throw new IOException(
          UnsetVariables.named("the file that tlsKeyPassword names cannot be read: " + file), e);
    }
  }

  /** Says so if it is what is left of a variable that is not set; else empty. */
  String hint() {
    return UnsetVariables.hint(written);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPassword that && written.equals(that.written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
