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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The exported API is small, and is extended only on purpose. */
class ExportedTypesTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final String ROOT = "io.github.failoversyslog";

  @Test
  void theseTypesAreExportedToAllModules() throws IOException {
    Set<String> packages =
        module().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());

    assertThat(new ClassFileImporter().importPath(CLASSES))
        .filteredOn(type -> packages.contains(type.getPackageName()) && isPublic(type))
        .extracting(type -> type.getName().substring(ROOT.length() + 1))
        .containsExactlyInAnyOrder(
            "AppenderSender",
            "AppenderTexts",
            "ContextSource",
            "Diversion",
            "ElementWriter",
            "ElementWriter$Param",
            "EventAdapter",
            "EventMessages",
            "EventText",
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
            "status.Status$Kind");
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ExportedTypesTest::isPublic).orElse(true);
  }

  @Test
  void theSettingsAreExportedToTheAppendersOnly() throws IOException {
    assertThat(module().exports())
        .filteredOn(ModuleDescriptor.Exports::isQualified)
        .singleElement()
        .satisfies(
            export -> {
              assertThat(export.source()).isEqualTo(ROOT + ".config");
              assertThat(export.targets())
                  .containsExactlyInAnyOrder(ROOT + ".log4j2", ROOT + ".logback");
            });
  }

  private static ModuleDescriptor module() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }
}
