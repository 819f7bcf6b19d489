package io.github.failoversyslog.ring;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was found when a spool was opened.
 *
 * @param messages number of messages that will be sent now; some may have been sent before
 * @param unreadableBytes bytes that were claimed for messages, or are not zero, and cannot be read:
 *     0 after a clean stop, and after a process died with no thread in a log call
 * @param damaged an unusable file that was replaced by an empty one
 * @param sizeKept whether the file kept a size other than the configured one because it holds
 *     messages
 */
public record SpoolReport(
    int messages, long unreadableBytes, Optional<Damaged> damaged, boolean sizeKept) {

  /**
   * A file that was renamed.
   *
   * @param movedTo its new name
   * @param reason what is wrong with it; completes a sentence
   */
  public record Damaged(Path movedTo, String reason) {}
}
