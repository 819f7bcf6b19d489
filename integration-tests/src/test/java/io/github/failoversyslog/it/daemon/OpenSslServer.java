package io.github.failoversyslog.it.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code openssl s_server}, which writes received data to a file and sends none. */
public final class OpenSslServer implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path output;

  private OpenSslServer(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  public static OpenSslServer start(Path folder, Identity identity) throws IOException {
    Path program = ProgramFinder.find("openssl");
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    int port = ServerPorts.choose();
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "s_server",
                "-quiet",
                "-tls1_3",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                "certificate.pem",
                "-key",
                "key.pem")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new OpenSslServer(process, port, output);
  }

  public int port() {
    return port;
  }

  /** Everything received so far. */
  public String output() throws IOException {
    return Files.readString(output, UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
