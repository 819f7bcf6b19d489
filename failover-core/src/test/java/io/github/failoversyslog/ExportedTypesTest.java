package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The exported API is small, and is extended only on purpose: 20 types for everybody, 47 for the
 * appenders' modules besides, those within others counted.
 */
class ExportedTypesTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final String ROOT = "io.github.failoversyslog";

  @Test
  void theseTypesAreExportedToAllModules() throws IOException {
    assertThat(typesIn(module().exports().stream().filter(export -> !export.isQualified())))
        .containsExactlyInAnyOrder(
            "ContextSource",
            "FailoverSyslogMetrics",
            "MessageWriter",
            "SyslogSender",
            "SyslogSenders",
            "status.DiscardReason",
            "status.Discards",
            "status.InvalidConfigException",
            "status.SenderHealth",
            "status.SenderHealth$Condition",
            "status.SenderListener",
            "status.SenderMXBean",
            "status.SenderName",
            "status.SenderStatistics",
            "status.Server",
            "status.ServerChange",
            "status.ServerChange$Kind",
            "status.Severity",
            "status.Status",
            "status.Status$Kind")
        .hasSize(20);
  }

  @Test
  void theseTypesAreExportedToTheAppendersOnly() throws IOException {
    assertThat(typesIn(module().exports().stream().filter(ModuleDescriptor.Exports::isQualified)))
        .containsExactlyInAnyOrder(
            "appender.AppenderFaults",
            "appender.AppenderSender",
            "appender.AppenderTexts",
            "appender.Diversion",
            "appender.ElementWriter",
            "appender.ElementWriter$Param",
            "appender.EventAdapter",
            "appender.EventMessages",
            "appender.EventText",
            "appender.LevelSeverity",
            "appender.MarkerNames",
            "config.BufferSettings",
            "config.ConnectionSettings",
            "config.ControlCharacters",
            "config.Facility",
            "config.Failback",
            "config.Fingerprints",
            "config.FramingMode",
            "config.HeaderSettings",
            "config.Include",
            "config.LocalHostName",
            "config.MessageFormat",
            "config.MessageSettings",
            "config.MonitoringSettings",
            "config.Overflow",
            "config.Protocol",
            "config.Quantities",
            "config.RefusedCertificates",
            "config.RelpSettings",
            "config.Scope",
            "config.SdName",
            "config.SenderConfig",
            "config.Setting",
            "config.SourceDigest",
            "config.SourceDigest$Source",
            "config.SpoolSettings",
            "config.SpreadOrder",
            "config.StackTrace",
            "config.StructuredDataSettings",
            "config.TextSettings",
            "config.TlsContexts",
            "config.TlsEngines",
            "config.TlsSettings",
            "config.ValueKind",
            "config.ValueKind$Numbers",
            "config.ValueKind$Plain",
            "config.ValueKind$Sizes",
            "config.ValueKind$Times",
            "config.ValueKind$Words",
            "text.ObjectText")
        .hasSize(50);
  }

  private static List<String> typesIn(Stream<ModuleDescriptor.Exports> exports) {
    Set<String> packages =
        exports.map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    return new ClassFileImporter()
        .importPath(CLASSES).stream()
            .filter(type -> packages.contains(type.getPackageName()) && isPublic(type))
            .map(type -> type.getName().substring(ROOT.length() + 1))
            .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ExportedTypesTest::isPublic).orElse(true);
  }

  @Test
  void onlyTheTwoAppendersSeeWhatIsNotForEverybody() throws IOException {
    assertThat(module().exports())
        .filteredOn(ModuleDescriptor.Exports::isQualified)
        .allSatisfy(
            export ->
                assertThat(export.targets())
                    .containsExactlyInAnyOrder(ROOT + ".log4j2", ROOT + ".logback"))
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder(ROOT + ".appender", ROOT + ".config", ROOT + ".text");
  }

  private static ModuleDescriptor module() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }
}
