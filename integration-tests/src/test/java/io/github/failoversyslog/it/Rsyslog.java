package io.github.failoversyslog.it;

import java.nio.file.Path;
import java.util.List;

/** Makes rsyslog servers. A folder serves one of them; the port is on 127.0.0.1. */
public final class Rsyslog {
  private Rsyslog() {}

  /** TCP with either framing, found out for each frame. */
  public static SyslogDaemon tcp(Path folder, int port) {
    return daemon(folder, port, "tcp");
  }

  /** A message a datagram. */
  public static SyslogDaemon udp(Path folder, int port) {
    return daemon(folder, port, "udp").ofDatagrams();
  }

  /** RELP without TLS. */
  public static SyslogDaemon relp(Path folder, int port) {
    return daemon(folder, port, "relp");
  }

  /**
   * TLS, without asking for the client's certificate.
   *
   * @param certificatePem the server's certificate
   * @param keyPem its private key, PKCS 8, not encrypted
   */
  public static SyslogDaemon tls(Path folder, int port, String certificatePem, String keyPem) {
    SyslogDaemon.write(folder.resolve("certificate.pem"), certificatePem);
    SyslogDaemon.write(folder.resolve("key.pem"), keyPem);
    return daemon(folder, port, "tls");
  }

  /** TCP; drops what arrives a second time, as in the documentation's example. */
  public static SyslogDaemon withoutRepeats(Path folder, int port) {
    Path program = folder.toAbsolutePath().resolve("rsyslog-drop-repeats");
    SyslogDaemon.write(program, SyslogDaemon.example("rsyslog-drop-repeats"));
    if (!program.toFile().setExecutable(true)) {
      throw new IllegalStateException(program + " cannot be made executable");
    }
    SyslogDaemon.write(
        folder.resolve("rsyslog-drop-repeats.conf"),
        SyslogDaemon.example("rsyslog-drop-repeats.conf")
            .replace("/usr/local/bin/rsyslog-drop-repeats", program.toString()));
    return daemon(folder, port, "without-repeats");
  }

  private static SyslogDaemon daemon(Path folder, int port, String input) {
    Path program = DaemonPrograms.find("rsyslogd");
    Path absolute = folder.toAbsolutePath(); // rsyslogd leaves its working folder
    Path config =
        SyslogDaemon.write(
            absolute.resolve("rsyslog.conf"),
            SyslogDaemon.template("rsyslog.conf")
                .replace("{{input}}", SyslogDaemon.template("rsyslog-" + input + ".conf"))
                .replace("{{port}}", Integer.toString(port))
                .replace("{{folder}}", absolute.toString()));
    return new SyslogDaemon(
        "rsyslog (" + input + ")",
        List.of(
            program.toString(),
            "-n",
            "-f",
            config.toString(),
            "-i",
            absolute.resolve("pid").toString()),
        absolute,
        port);
  }
}
