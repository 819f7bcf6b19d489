package io.github.failoversyslog.ring;

import java.io.IOException;
import java.nio.file.Path;

/** Someone else, in this process or in another one, has the spool open. */
public final class SpoolInUseException extends IOException {
  private static final long serialVersionUID = 1;

  private SpoolInUseException(Path file, String holder) {
    super(SpoolTexts.inUse(file, holder));
  }

  public static SpoolInUseException byThisProcess(Path file) {
    return new SpoolInUseException(file, SpoolTexts.thisProcess());
  }

  /**
   * @param processId of the holder, or empty if that is not known
   */
  static SpoolInUseException byAnotherProcess(Path file, String processId) {
    return new SpoolInUseException(
        file,
        processId.isEmpty() ? SpoolTexts.anotherProcess() : SpoolTexts.anotherProcess(processId));
  }
}
