package io.github.failoversyslog.schedules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A patch as {@code diff -u} and Git write it. A hunk fits where its lines are, once, whatever line
 * number it has. What precedes the first file is a comment.
 *
 * @param hunks of each file
 */
record UnifiedDiff(Map<String, List<Hunk>> hunks) {

  /**
   * @param before lines to be found, each with its end
   * @param after lines to be there instead
   */
  record Hunk(StringBuilder before, StringBuilder after) {

    private void add(String line) {
      String text = line.substring(1) + "\n";
      if (line.charAt(0) != '+') {
        before.append(text);
      }
      if (line.charAt(0) != '-') {
        after.append(text);
      }
    }

    private String appliedTo(String source) {
      int at = source.indexOf(before.toString());
      if (at < 0 || source.indexOf(before.toString(), at + 1) >= 0) {
        throw new IllegalArgumentException("not there, or not once:\n" + before);
      }
      return source.substring(0, at) + after + source.substring(at + before.length());
    }
  }

  static UnifiedDiff of(Path patch) throws IOException {
    Map<String, List<Hunk>> hunks = new LinkedHashMap<>();
    List<Hunk> ofFile = List.of();
    for (String line : Files.readAllLines(patch)) {
      if (line.startsWith("+++ b/")) {
        ofFile = new ArrayList<>();
        hunks.put(line.substring("+++ b/".length()), ofFile);
      } else if (line.startsWith("@@")) {
        ofFile.add(new Hunk(new StringBuilder(), new StringBuilder()));
      } else if (!ofFile.isEmpty() && !line.startsWith("--- a/")) {
        ofFile.get(ofFile.size() - 1).add(line);
      }
    }
    return new UnifiedDiff(hunks);
  }

  /**
   * @param file by its path in the patch
   * @throws IllegalArgumentException if a hunk does not fit
   */
  String appliedTo(String file, String source) {
    String patched = source;
    for (Hunk hunk : hunks.getOrDefault(file, List.of())) {
      patched = hunk.appliedTo(patched);
    }
    return patched;
  }
}
