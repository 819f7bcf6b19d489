package io.github.failoversyslog.ring;

import java.io.IOException;
import java.nio.file.Path;

/** The spool is already open, in this process or in another one. */
public final class SpoolInUseException extends IOException {
  private static final long serialVersionUID = 1;

  private SpoolInUseException(Path file, String holder) {
    super(SpoolTexts.inUse(file, holder));
  }

  public static SpoolInUseException byThisProcess(Path file) {
    return new SpoolInUseException(file, SpoolTexts.thisProcess());
  }

  /**
   * @param processId of the process that holds the lock; empty if unknown
   */
  static SpoolInUseException byAnotherProcess(Path file, String processId) {
    return new SpoolInUseException(
        file,
        processId.isEmpty() ? SpoolTexts.anotherProcess() : SpoolTexts.anotherProcess(processId));
  }
}
