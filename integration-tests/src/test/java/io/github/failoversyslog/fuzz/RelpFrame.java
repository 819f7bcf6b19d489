package io.github.failoversyslog.fuzz;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame by the grammar in librelp's {@code doc/relp.md}, read by a regular expression.
 *
 * @param data each byte as a character; its first 1024
 */
record RelpFrame(int transaction, String command, String data) {
  private static final Pattern HEAD =
      Pattern.compile("([0-9]{1,9}) ([A-Za-z]{1,32}) ([0-9]{1,9})([ \\n])");
  private static final int MOST_DATA = 128 * 1024;
  private static final int KEPT = 1024;

  boolean isAnswer() {
    return command.equals("rsp");
  }

  boolean isPositive() {
    return data.matches("(?s)200(?![0-9]).*");
  }

  /**
   * Reads all complete frames.
   *
   * @return whether what follows may become a frame
   */
  static boolean readAll(String stream, List<RelpFrame> frames) {
    Matcher head = HEAD.matcher(stream);
    int at = 0;
    while (at < stream.length()) {
      head.region(at, stream.length());
      if (!head.lookingAt()) {
        return head.hitEnd();
      }
      int bytes = Integer.parseInt(head.group(3));
      boolean hasData = head.group(4).equals(" ");
      if (bytes > MOST_DATA || (!hasData && bytes > 0)) {
        return false;
      }
      int begin = head.end();
      int end = hasData ? begin + bytes : begin - 1;
      if (end >= stream.length()) {
        return true;
      }
      if (stream.charAt(end) != '\n') {
        return false;
      }
      String data = hasData ? stream.substring(begin, begin + Math.min(bytes, KEPT)) : "";
      frames.add(new RelpFrame(Integer.parseInt(head.group(1)), head.group(2), data));
      at = end + 1;
    }
    return true;
  }
}
