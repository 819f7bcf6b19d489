package io.github.failoversyslog.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A source file that contains texts shown to people at run time.
 *
 * @param type the name of its class
 */
record SourceText(String type, String code) {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final List<String> MODULES =
      List.of("failover-core", "log4j2-appender", "logback-appender");

  /** Texts about settings reject a configuration; other tests cover them. */
  private static final Pattern PLACES =
      Pattern.compile(
          ".*[.](report|net|session|engine|ring|wire|failover|log4j2|logback)[.]\\w+"
              + "|.*[.]appender[.](?!AppenderFaults)\\w+");

  private static final Pattern COMMENT =
      Pattern.compile("(?m)^\\s*/?\\*.*$|(?<=[\\s;{}(])//.*$|^//.*$");
  private static final Pattern WORDS_OF_OTHERS = Pattern.compile("contains\\(\"[^\"]*\"\\)");
  private static final Pattern BUG =
      Pattern.compile("(?s)new Illegal(State|Argument)Exception\\(.*?\\);");
  private static final Pattern REPORT =
      Pattern.compile(
          "(?s)(LOGGER[.]\\w+|addError|addWarn|addInfo|warn|new Status|new IOException"
              + "|new AppenderLoggingException|new IllegalStateException)\\(.*?\\);");
  private static final Pattern LITERAL =
      Pattern.compile("'(?:[^'\\\\\n]|\\\\.)'|\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Pattern WORDS = Pattern.compile("[a-z] [a-z]");

  static List<SourceText> all() throws IOException {
    List<SourceText> all = new ArrayList<>();
    for (String module : MODULES) {
      Path root = Path.of("..", module).resolve(SOURCES);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String path = root.relativize(file).toString().replace(".java", "");
          String type = path.replace(file.getFileSystem().getSeparator(), ".");
          if (PLACES.matcher(type).matches()) {
            all.add(new SourceText(type, Files.readString(file)));
          }
        }
      }
    }
    return all;
  }

  /** Whether all texts that it contains must be in the document. */
  boolean isListOfTexts() {
    return code.contains("docs/status.md} lists");
  }

  List<String> textsWithType() {
    return texts().stream().map(text -> type + ": " + text).toList();
  }

  /** The user-visible texts of more than one word, in the order of the source. */
  List<String> texts() {
    String ours = WORDS_OF_OTHERS.matcher(COMMENT.matcher(code).replaceAll("")).replaceAll("");
    if (type.contains(".log4j2.") || type.contains(".logback.")) {
      return REPORT.matcher(ours).results().map(MatchResult::group).flatMap(this::textsIn).toList();
    }
    return textsIn(BUG.matcher(ours).replaceAll("")).toList();
  }

  private Stream<String> textsIn(String part) {
    return LITERAL
        .matcher(part)
        .results()
        .map(found -> String.valueOf(found.group(1)))
        .filter(text -> WORDS.matcher(text).find());
  }
}
