package io.github.failoversyslog.ring;

import java.io.IOException;
import java.nio.file.Path;

/** Someone else, in this process or in another one, has the spool open. */
public final class SpoolInUseException extends IOException {
  private static final long serialVersionUID = 1;

  SpoolInUseException(Path file) {
    super(
        "spool "
            + file
            + " is in use by another appender or process; expected to be its only user;"
            + " give every appender of every process a spoolFile of its own");
  }
}
