package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.CheckRun;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that check the servers print what the documentation shows, except for figures. */
class DocumentedCheckIT {
  private static final List<Markdown.Block> BLOCKS =
      Markdown.of("docs/getting-started.md").blocks().stream()
          .filter(block -> block.heading().equals("Check the servers before you deploy"))
          .toList();
  private static final String CORE = "failover-syslog-core";
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("Example CA");

  @TempDir Path folder; // the user's home

  @Test
  void theCommandsPrintWhatIsShown() throws Exception {
    install();
    AUTHORITY.writeTo(folder.resolve("ca.pem"));
    try (SyslogTestServer plain = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();
        SyslogTestServer tls = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)) {
      printsWhatIsShown(0, plain.port());
      tls.secure(ServerTls.oneWay(AUTHORITY.issue("log1.example.net"))).open();
      printsWhatIsShown(2, tls.port());
    }
    assertThat(BLOCKS).hasSize(4);
  }

  /** Puts the JAR where the commands look for it in a Maven repository. */
  private void install() throws Exception {
    Path file = CheckRun.copyTo(folder);
    String name = file.getFileName().toString();
    String version = name.substring(CORE.length() + 1, name.length() - ".jar".length());
    Path place =
        folder.resolve(".m2/repository/io/github/failoversyslog").resolve(CORE).resolve(version);
    Files.createDirectories(place);
    Files.move(file, place.resolve(name));
  }

  private void printsWhatIsShown(int block, int port) throws Exception {
    String command =
        BLOCKS
            .get(block)
            .text()
            .strip()
            .replace("ca.pem", folder.resolve("ca.pem").toString())
            .replace("log2.example.net", "log2.example.net:" + ServerPorts.choose());
    CheckRun run =
        CheckRun.shell(folder, command + " --port " + port + " --host-name app1.example.net");
    assertThat(run.lines())
        .extracting(DocumentedCheckIT::masked)
        .filteredOn(line -> !line.startsWith("  WARNING")) // certificates of tests are short-lived
        .containsExactlyElementsOf(
            BLOCKS.get(block + 1).text().lines().map(DocumentedCheckIT::masked).toList());
  }

  private static String masked(String line) {
    return line.replaceAll("check [0-9a-f]{6}", "check mark")
        .replace("less than 1 ms", "1 ms")
        .replaceAll("sha-256(:[0-9A-F]{2}){32}", "sha-256")
        .replaceAll("\\d+", "0");
  }
}
