package io.github.failoversyslog.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document of the project: its headings, links and code blocks, as GitHub shows them. */
public record Markdown(Path file, String text) {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);
  private static final Pattern INLINE = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern DEFINITION =
      Pattern.compile("^\\[([^\\]]+)\\]: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern REFERENCE = Pattern.compile("\\]\\[([^\\]]+)\\]");
  private static final Pattern SHORTCUT =
      Pattern.compile("(?<![\\]\\w])\\[([A-Za-z]\\w+)\\](?![(\\[:\\w])");

  /**
   * A code block.
   *
   * @param language info string of the fence; may be empty
   * @param heading the heading above it
   */
  public record Block(Path document, String heading, String language, String text) {
    @Override
    public String toString() {
      return document.getFileName() + ", " + heading + ", " + language;
    }
  }

  /** Every document in the project's directory and in {@code docs}. */
  public static List<Markdown> all() {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .map(Markdown::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param name path relative to the project's directory
   */
  public static Markdown of(String name) {
    return read(ROOT.resolve(name));
  }

  private static Markdown read(Path file) {
    try {
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code blocks of all documents. */
  public static List<Block> allBlocks() {
    return all().stream().flatMap(document -> document.blocks().stream()).toList();
  }

  public List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(file, headingAt(found.start()), found.group(1), found.group(2)))
        .toList();
  }

  private String headingAt(int position) {
    String heading = "";
    for (MatchResult found : HEADING.matcher(text).results().toList()) {
      if (found.start() < position) {
        heading = found.group(1);
      }
    }
    return heading;
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  /** The targets of all links and images. */
  public List<String> links() {
    List<String> links = new ArrayList<>();
    INLINE.matcher(prose()).results().forEach(found -> links.add(found.group(1)));
    DEFINITION.matcher(prose()).results().forEach(found -> links.add(found.group(2)));
    return links;
  }

  /** The names of link reference definitions. */
  public Set<String> definitions() {
    return set(DEFINITION, prose());
  }

  /** The names of reference links, which should be in {@link #definitions}. */
  public Set<String> references() {
    Set<String> references = set(REFERENCE, prose());
    references.addAll(set(SHORTCUT, CODE.matcher(prose()).replaceAll("")));
    return references;
  }

  private static Set<String> set(Pattern pattern, String text) {
    Set<String> found = new HashSet<>();
    pattern.matcher(text).results().forEach(result -> found.add(result.group(1)));
    return found;
  }

  /** The anchors of this document, as used after {@code #} in a link. */
  public Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    for (MatchResult found : HEADING.matcher(prose()).results().toList()) {
      String anchor =
          found
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      String numbered = anchor;
      for (int i = 1; !anchors.add(numbered); i++) {
        numbered = anchor + "-" + i;
      }
    }
    return anchors;
  }

  /** The cells of the table below this heading, by row, without the header row. */
  public List<List<String>> tableBelow(String heading) {
    int start = text.indexOf("\n" + heading + "\n");
    if (start < 0) {
      throw new IllegalArgumentException("no heading " + heading + " in " + file);
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.substring(start + 1 + heading.length()).split("\n", -1)) {
      if (line.startsWith("#")) {
        break;
      } else if (line.startsWith("|")) {
        rows.add(cells(line));
      }
    }
    return rows.stream().filter(row -> !row.get(0).matches(":?-+:?")).skip(1).toList();
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
