package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.InstalledJdk;
import io.github.failoversyslog.it.application.Jars;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image that {@code jlink} makes of modular applications logs over TLS, on each installed JDK.
 */
@Tag("full")
class ImageIT {
  private static final Path SOURCES = Path.of("src", "test", "modular");
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("Example CA");

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @BeforeEach
  void openServer() {
    AUTHORITY.writeTo(folder.resolve("ca.pem"));
    server.secure(ServerTls.oneWay(AUTHORITY.issue("127.0.0.1"))).open();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  static List<InstalledJdk> jdks() throws IOException {
    return InstalledJdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theImageLogsOverTls(InstalledJdk jdk) throws Exception {
    for (Framework framework : Framework.values()) {
      compile(jdk, name(framework));
    }
    Path java = link(jdk).resolve("bin").resolve("java");
    for (Framework framework : Framework.values()) {
      String module = "com.example.shop." + name(framework);
      String event = "from " + module;
      Command.run(
          java.toString(),
          "-D" + framework.configurationProperty() + "=" + configuration(framework).toUri(),
          "-m",
          module + "/" + module + ".Shop",
          event);
      assertThat(server.texts()).contains(event);
    }
    assertThat(check(java)).contains("1 of 1 servers took the message");
  }

  /** The core alone, which has a program. */
  private String check(Path java) throws Exception {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of("-m", "io.github.failoversyslog", "--protocol", "tls"));
    command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(server.port())));
    command.addAll(List.of("--tls-ca-file", folder.resolve("ca.pem").toString()));
    command.addAll(List.of("--app-name", "shop"));
    return Command.run(command.toArray(String[]::new));
  }

  private static String name(Framework framework) {
    return framework.name().toLowerCase(Locale.ROOT);
  }

  private void compile(InstalledJdk jdk, String name) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.tool("javac"), "--release", "17"));
    command.addAll(List.of("-p", Jars.path(), "-d", folder.resolve("modules/" + name).toString()));
    try (Stream<Path> files = Files.walk(SOURCES.resolve(name))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    Command.run(command.toArray(String[]::new));
  }

  /** Returns the image. */
  private Path link(InstalledJdk jdk) throws Exception {
    Path image = folder.resolve("image");
    Command.run(
        jdk.tool("jlink"),
        "-p",
        Jars.path()
            + File.pathSeparator
            + folder.resolve("modules/log4j2")
            + File.pathSeparator
            + folder.resolve("modules/logback"),
        "--add-modules",
        "com.example.shop.log4j2,com.example.shop.logback,jdk.crypto.ec",
        "--output",
        image.toString());
    return image;
  }

  private Path configuration(Framework framework) throws IOException {
    Map<String, String> settings =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(server.port()),
            "protocol", "tls",
            "tlsCaFile", folder.resolve("ca.pem").toString(),
            "appName", "shop");
    return Files.writeString(
        folder.resolve(name(framework) + ".xml"), framework.configuration(framework.xml(settings)));
  }
}
