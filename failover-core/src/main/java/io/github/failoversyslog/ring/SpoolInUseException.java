package io.github.failoversyslog.ring;

import java.io.IOException;
import java.nio.file.Path;

/** Someone else, in this process or in another one, has the spool open. */
public final class SpoolInUseException extends IOException {
  private static final long serialVersionUID = 1;

  private SpoolInUseException(Path file, String holder) {
    super(
        "spool "
            + file
            + " is in use by "
            + holder
            + "; expected to be its only user; give every appender of every process a spoolFile of"
            + " its own");
  }

  public static SpoolInUseException byThisProcess(Path file) {
    return new SpoolInUseException(file, "another appender of this process");
  }

  /**
   * @param processId of the holder, or empty if that is not known
   */
  static SpoolInUseException byAnotherProcess(Path file, String processId) {
    return new SpoolInUseException(
        file, "another process" + (processId.isEmpty() ? "" : " (PID " + processId + ")"));
  }
}
