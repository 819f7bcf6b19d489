package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Jars;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JARs are modules of which {@code jdeps} and the module system have nothing to say. */
@Tag("full")
class ModulesIT {
  private static final Pattern OPTIONAL =
      Pattern.compile(
          " io\\.micrometer\\.core\\." // for FailoverSyslogMetrics
              + "| javax\\.management\\.| java\\.lang\\.management\\." // for registerMBean
              + "| org\\.jspecify\\.annotations\\."); // needed by compilers

  static List<Path> ours() {
    return Jars.ours();
  }

  private static List<String> jdeps(String question, Path jar) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    String[] arguments = {
      "--multi-release", "17", "--module-path", Jars.path(), question, jar.toString()
    };
    int result = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments);
    assertThat(result).as("%s", output).isZero();
    return output.toString().lines().toList();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void noInternalApiOfTheJdkIsUsed(Path jar) {
    assertThat(jdeps("--jdk-internals", jar))
        .noneMatch(line -> line.matches(".*failoversyslog.* JDK (removed )?internal API"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void onlyWhatIsOptionalIsMissingWithoutIt(Path jar) {
    assertThat(jdeps("--missing-deps", jar))
        .filteredOn(line -> line.endsWith("not found") && line.startsWith("  "))
        .allMatch(line -> OPTIONAL.matcher(line).find());
  }

  /** It fails if two of them have a package in common, or one that is needed is missing. */
  @Test
  void theModulesResolveToNamedOnes() {
    Configuration resolved =
        Configuration.resolve(
            ModuleFinder.ofSystem(),
            List.of(Configuration.empty()),
            ModuleFinder.of(
                Stream.concat(Jars.ours().stream(), Jars.ofLibraries().stream())
                    .toArray(Path[]::new)),
            Set.of("io.github.failoversyslog.log4j2", "io.github.failoversyslog.logback"));
    assertThat(resolved.modules())
        .extracting(ResolvedModule::name)
        .contains("io.github.failoversyslog", "ch.qos.logback.core");
    assertThat(resolved.modules())
        .noneMatch(module -> module.reference().descriptor().isAutomatic());
  }
}
