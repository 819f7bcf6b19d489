package io.github.failoversyslog.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contents of the POMs: modules, profiles, properties, versions. */
final class BuildFiles {
  private static final Path ROOT = Path.of("..");

  private final String parent;
  private final String all;

  private BuildFiles(String parent, String all) {
    this.parent = parent;
    this.all = all;
  }

  static BuildFiles read() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    StringBuilder all = new StringBuilder(parent);
    for (String module : found(parent, "<module>(.*?)</module>")) {
      all.append(Files.readString(ROOT.resolve(module).resolve("pom.xml")));
    }
    return new BuildFiles(parent, all.toString());
  }

  private static Set<String> found(String text, String pattern) {
    Set<String> found = new HashSet<>();
    for (MatchResult result : Pattern.compile(pattern).matcher(text).results().toList()) {
      found.add(result.group(1));
    }
    return found;
  }

  Set<String> modules() {
    return found(parent, "<module>(.*?)</module>");
  }

  Set<String> profiles() {
    return found(all, "<profile>\\s*<id>(.*?)</id>");
  }

  /** Of plugins. */
  Set<String> executions() {
    return found(all, "<execution>\\s*(?:<!--.*?-->\\s*)?<id>(.*?)</id>");
  }

  /** Whether a property of this name is set or read. */
  boolean hasProperty(String name) {
    return all.contains("<" + name + ">")
        || all.contains("<" + name + " />")
        || all.contains("${" + name + "}");
  }

  /** The value of a property of the parent POM. */
  String property(String name) {
    Matcher matcher = Pattern.compile("<" + Pattern.quote(name) + ">(.*?)</").matcher(parent);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no property " + name);
    }
    return matcher.group(1);
  }

  /** The version of the artifact in this build: its own, or the one it is tested with. */
  Optional<String> versionOf(String groupId, String artifactId) {
    Matcher matcher =
        Pattern.compile(
                "<groupId>"
                    + Pattern.quote(groupId)
                    + "</groupId>\\s*<artifactId>"
                    + Pattern.quote(artifactId)
                    + "</artifactId>\\s*<version>(.*?)</version>")
            .matcher(parent);
    return matcher.find() ? Optional.of(resolved(matcher.group(1))) : Optional.empty();
  }

  private String resolved(String version) {
    if (version.equals("${project.version}")) {
      return property("version");
    }
    return version.startsWith("${")
        ? property(version.substring(2, version.length() - 1))
        : version;
  }
}
