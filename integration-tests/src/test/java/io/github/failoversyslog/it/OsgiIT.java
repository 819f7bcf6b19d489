package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Compiled;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.Jars;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JARs are OSGi bundles with which a bundle of the user's logs, in Apache Felix. {@code mvn
 * -Pfull} copies that into {@code target}.
 */
@Tag("full")
class OsgiIT {
  private static final Path SOURCES = Path.of("src", "test", "osgi");
  private static final Path FELIX = Path.of("target", "osgi", "org.apache.felix.framework.jar");
  private static final Path SPI_FLY =
      Path.of("target", "osgi", "org.apache.aries.spifly.dynamic.framework.extension.jar");
  private static final long LIMIT = 120; // seconds; limits only failing tests

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private Process process;

  @BeforeEach
  void openServer() {
    server.open();
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aBundleLogs(Framework framework) throws Exception {
    assumeTrue(
        framework == Framework.LOG4J2 || Runtime.version().feature() < 25,
        "SPI Fly 1.3.7 reads no classes of JDK 25");
    String name = "com.example.shop." + framework.name().toLowerCase(Locale.ROOT);
    start(framework, application(framework, name));
    Eventually.until("end or event", () -> !process.isAlive() || server.messages() > 0);
    process.outputWriter().close();
    assertThat(process.waitFor(LIMIT, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(folder.resolve("console"));
    assertThat(process.exitValue()).as("%s", printed).isZero();
    assertThat(server.texts()).as("%s", printed).containsExactly("from " + name);
  }

  @Test
  void theManifestsSayNothingOfTheBuild() throws IOException {
    for (Path jar : Jars.ours()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        Attributes attributes = file.getManifest().getMainAttributes();
        assertThat(attributes.keySet())
            .extracting(Object::toString)
            .contains("Bundle-SymbolicName", "Bundle-Version", "Export-Package")
            .doesNotContain("Bnd-LastModified", "Built-By", "Build-Jdk-Spec", "Tool");
        assertThat(attributes.getValue("Created-By")).isIn(null, "Apache Maven");
      }
    }
  }

  private void start(Framework framework, Path application) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", FELIX.toString()));
    command.add("-D" + framework.configurationProperty() + "=" + configuration(framework).toUri());
    command.add(SOURCES.resolve("StartedFramework.java").toString());
    command.add(folder.resolve("felix").toString());
    List<Path> bundles = new ArrayList<>();
    if (framework == Framework.LOGBACK) {
      bundles.add(SPI_FLY); // SLF4J needs it
    }
    bundles.addAll(Jars.ofLibraries().stream().filter(jar -> isFor(framework, jar)).toList());
    bundles.addAll(List.of(Jars.CORE, Jars.of(appender(framework)), application));
    bundles.forEach(bundle -> command.add(bundle.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console").toFile())
            .start();
  }

  private static Class<?> appender(Framework framework) {
    return framework == Framework.LOG4J2
        ? io.github.failoversyslog.log4j2.FailoverSyslogAppender.class
        : io.github.failoversyslog.logback.FailoverSyslogAppender.class;
  }

  private static boolean isFor(Framework framework, Path jar) {
    boolean isLog4js = jar.getFileName().toString().startsWith("log4j");
    boolean isOptional = jar.equals(Jars.of(NullMarked.class));
    return isLog4js == (framework == Framework.LOG4J2) && !isOptional;
  }

  private Path configuration(Framework framework) throws IOException {
    Map<String, String> settings =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(server.port()),
            "appName", "shop",
            "failoverServers", "127.0.0.1",
            "failback", "",
            "failback.tcpProbeInterval", "30 s");
    String parts = framework.xml(settings) + framework.structuredData("shop@32473");
    return Files.writeString(folder.resolve("log.xml"), framework.configuration(parts));
  }

  /** A bundle that imports nothing but the API of its framework. */
  private Path application(Framework framework, String name) throws IOException {
    Path classes =
        Compiled.into(
            folder.resolve("classes"),
            Jars.path() + File.pathSeparator + FELIX,
            SOURCES.resolve(name.replace('.', '/')).resolve("Shop.java"));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    attributes.putValue("Bundle-Activator", name + ".Shop");
    String api = framework == Framework.LOG4J2 ? "org.apache.logging.log4j" : "org.slf4j";
    attributes.putValue("Import-Package", "org.osgi.framework," + api);
    Path bundle = folder.resolve(name + ".jar");
    try (OutputStream file = Files.newOutputStream(bundle);
        JarOutputStream jar = new JarOutputStream(file, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path compiled : all.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(compiled).toString()));
        Files.copy(compiled, jar);
      }
    }
    return bundle;
  }
}
