package io.github.failoversyslog.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links have targets, commands are valid, and versions are those of the build. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> LANGUAGES =
      Set.of("", "xml", "java", "kotlin", "sh", "properties");
  private static final Pattern COMMAND = Pattern.compile("\\bmvn (-[^`#\\n]+|[a-z][^`#\\n]*)");
  private static final Pattern PROPERTY = Pattern.compile("`-D([\\w.]+)");
  private static final Set<String> GOALS =
      Set.of(
          "install",
          "verify",
          "test",
          "test-compile",
          "exec:java",
          "org.pitest:pitest-maven:mutationCoverage",
          "spotless:apply");
  private static final Set<String> OF_PLUGINS =
      Set.of(
          "skipTests",
          "test",
          "it.test",
          "surefire.failIfNoSpecifiedTests",
          "failsafe.failIfNoSpecifiedTests");
  private static final Pattern MAVEN_COORDINATES =
      Pattern.compile(
          "<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>(?:\\s*<version>(.*?)</version>)?");
  private static final Pattern GRADLE_COORDINATES =
      Pattern.compile("\"([\\w.]+):([\\w-]+):(.+?)\"");

  @Test
  void everyLinkPointsToAFileAndItsAnchorToAHeading() {
    List<String> broken = new ArrayList<>();
    for (Markdown document : Markdown.all()) {
      for (String link : document.links()) {
        if (!link.startsWith("https://") && !isThere(document, link)) {
          broken.add(document.file().getFileName() + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean isThere(Markdown document, String link) {
    String[] parts = link.split("#", 2);
    Path folder = document.file().resolveSibling(parts[0]);
    Path target = parts[0].isEmpty() ? document.file() : folder;
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || Markdown.of(ROOT.relativize(target.normalize()).toString()).anchors().contains(parts[1]);
  }

  @Test
  void linksWithANameHaveATargetAndTargetsAreUsed() {
    assertThat(Markdown.all())
        .allSatisfy(
            document ->
                assertThat(document.references())
                    .as("%s", document.file())
                    .containsExactlyInAnyOrderElementsOf(document.definitions()));
  }

  @Test
  void everyDocumentIsReachableFromTheReadme() {
    String readme = Markdown.of("README.md").text();
    assertThat(Markdown.all())
        .extracting(document -> document.file().getFileName().toString())
        .filteredOn(name -> !name.equals("README.md") && !name.equals("CHANGELOG.md"))
        .allSatisfy(name -> assertThat(readme).contains(name + ")"));
  }

  @Test
  void everyCodeBlockHasALanguageThatIsTested() {
    assertThat(Markdown.allBlocks())
        .allSatisfy(block -> assertThat(LANGUAGES).as("%s", block).contains(block.language()));
  }

  @Test
  void commandsUseExistingModulesProfilesPropertiesAndGoals() throws IOException {
    BuildFiles build = BuildFiles.read();
    String tests = sources();
    List<String> commands =
        Markdown.all().stream()
            .map(document -> document.text().replace("\\\n", " "))
            .flatMap(text -> COMMAND.matcher(text).results())
            .map(found -> found.group(1).strip())
            .toList();
    assertThat(commands).hasSizeGreaterThan(5);
    for (String command : commands) {
      String[] words = command.replace("\"throughput paced\"", "...").split("\\s+", -1);
      for (int i = 0; i < words.length; i++) {
        String word = words[i];
        if (word.equals("-pl")) {
          i++;
          assertThat(build.modules()).as(command).contains(words[i].split(",", -1));
        } else if (word.startsWith("-P")) {
          assertThat(build.profiles()).as(command).contains(word.substring(2));
        } else if (word.startsWith("-D")) {
          assertThat(isKnown(word.substring(2).replaceFirst("=.*", ""), build, tests))
              .as("%s in: mvn %s", word, command)
              .isTrue();
        } else if (word.contains("@")) {
          assertThat(GOALS).as(command).contains(word.replaceFirst("@.*", ""));
          assertThat(build.executions()).as(command).contains(word.replaceFirst(".*@", ""));
        } else if (!word.equals("-am")) {
          assertThat(GOALS).as(command).contains(word);
        }
      }
    }
  }

  @Test
  void systemPropertiesInTheTextAreReadByTheBuildOrATest() throws IOException {
    BuildFiles build = BuildFiles.read();
    String tests = sources();
    List<String> properties =
        Markdown.all().stream()
            .flatMap(document -> PROPERTY.matcher(document.text()).results())
            .map(found -> found.group(1))
            .toList();
    assertThat(properties)
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(isKnown(name, build, tests)).as(name).isTrue());
  }

  private static boolean isKnown(String property, BuildFiles build, String tests) {
    return build.hasProperty(property)
        || tests.contains('"' + property + '"')
        || OF_PLUGINS.contains(property)
        || property.startsWith("exec.");
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("failover-core", "integration-tests")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  @Test
  void artifactsInExamplesHaveTheVersionsOfTheBuild() throws IOException {
    BuildFiles build = BuildFiles.read();
    int found = 0;
    List<Markdown.Block> blocks = new ArrayList<>(Markdown.allBlocks());
    blocks.removeIf(block -> block.heading().equals("In a shaded JAR")); // ShadedJarIT runs it
    for (Markdown.Block block : blocks) {
      for (Pattern pattern : List.of(MAVEN_COORDINATES, GRADLE_COORDINATES)) {
        for (MatchResult result : pattern.matcher(block.text()).results().toList()) {
          if (result.group(3) != null) { // otherwise managed by Spring Boot
            found++;
            assertThat(build.versionOf(result.group(1), result.group(2)))
                .as("%s: %s", block, result.group())
                .contains(result.group(3));
          }
        }
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(10);
  }

  /** VersionsIT compares the table with what it ran. */
  @Test
  void theReadmeNamesTheOldestTestedVersionsAndTheTableThoseOfTheBuild() throws IOException {
    BuildFiles build = BuildFiles.read();
    Map<String, List<String>> tested =
        Markdown.of("docs/getting-started.md").tableBelow("## Where it runs").stream()
            .collect(Collectors.toMap(row -> row.get(0), row -> List.of(row.get(1).split(", "))));
    assertThat(tested.get("Log4j")).contains(build.property("log4j.version"));
    assertThat(tested.get("Logback"))
        .contains(build.property("logback.version"), build.property("logback.next.version"));
    assertThat(tested.get("SLF4J")).contains(build.property("slf4j.version"));
    assertThat(Markdown.of("README.md").text())
        .contains(
            "Java " + tested.get("JDK").get(0) + " or later",
            "Log4j " + minor(tested.get("Log4j").get(0)) + " or later",
            "Logback " + minor(tested.get("Logback").get(0)) + " or later");
  }

  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
  }
}
