package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.CheckRun;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java's own settings do about revoked certificates, as {@code docs/tls.md} says. */
class RevocationIT {
  private static final String NAME = "log1.example.net";
  private static final List<String> CHECKED =
      List.of("-Dcom.sun.net.ssl.checkRevocation=true", "-Dcom.sun.security.enableCRLDP=true");

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final AtomicInteger fetches = new AtomicInteger();
  private HttpServer lists;
  private CertificateAuthority authority;
  private Identity identity;

  @BeforeEach
  void begin() throws IOException {
    lists = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + lists.getAddress().getPort() + "/ca.crl";
    authority = new CertificateAuthority("Example CA").withRevocationsAt(url);
    identity = authority.issue(NAME);
    server.secure(ServerTls.oneWay(identity)).open();
    lists.start();
  }

  @AfterEach
  void end() {
    lists.stop(0);
    server.close();
  }

  private void publish(byte[] list) {
    lists.createContext(
        "/ca.crl",
        exchange -> {
          fetches.incrementAndGet();
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
  }

  private String check(List<String> ofTheJvm) throws Exception {
    Path trusted = authority.writeTo(folder.resolve("ca.pem"));
    List<String> arguments =
        List.of(
            "--host",
            NAME,
            "--port",
            Integer.toString(server.port()),
            "--protocol",
            "tls",
            "--tls-ca-file",
            trusted.toString());
    return String.join("\n", CheckRun.of(folder, ofTheJvm, arguments).lines());
  }

  @Test
  void refusesARevokedCertificateIfJavaChecksRevocation() throws Exception {
    publish(authority.revocationList(identity.certificate()));
    assertThat(check(CHECKED))
        .contains("the server's certificate was revoked (certificate has been revoked");
    assertThat(fetches).hasPositiveValue();
  }

  @Test
  void acceptsACertificateThatIsNotInTheList() throws Exception {
    publish(authority.revocationList(authority.issue("another").certificate()));
    assertThat(check(CHECKED)).contains("  OK");
    assertThat(fetches).hasPositiveValue();
  }

  @Tag("full")
  @Test
  void refusesEveryCertificateIfTheListCannotBeHad() throws Exception {
    assertThat(check(CHECKED))
        .contains("cannot determine whether the server's certificate was revoked (");
    assertThat(check(CHECKED.subList(0, 1)))
        .contains("cannot determine whether the server's certificate was revoked (");
  }

  @Test
  void doesNotCheckByDefault() throws Exception {
    publish(authority.revocationList(identity.certificate()));
    assertThat(check(List.of())).contains("  OK");
    assertThat(fetches).hasValue(0);
  }
}
