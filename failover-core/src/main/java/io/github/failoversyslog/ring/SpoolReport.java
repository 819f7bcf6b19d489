package io.github.failoversyslog.ring;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was found when a spool was opened.
 *
 * @param messages that will be sent now; some may have been sent before
 * @param unreadableBytes that were claimed for messages, or hold something, and cannot be read: 0
 *     after a clean stop, and after a process that died with no thread in a log call
 * @param damaged a file that could not be used and was replaced by an empty one
 * @param sizeKept whether the file holds messages and therefore kept its size, which is not the one
 *     asked for
 */
public record SpoolReport(
    int messages, long unreadableBytes, Optional<Damaged> damaged, boolean sizeKept) {

  /**
   * A file that was moved aside.
   *
   * @param movedTo its new name
   * @param reason what is wrong with it, as the end of a sentence
   */
  public record Damaged(Path movedTo, String reason) {}
}
