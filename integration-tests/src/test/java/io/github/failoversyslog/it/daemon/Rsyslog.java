package io.github.failoversyslog.it.daemon;

import io.github.failoversyslog.it.server.Identity;
import java.nio.file.Path;
import java.util.List;

/** Creates rsyslog servers. A folder is used by one of them; the port is on 127.0.0.1. */
public final class Rsyslog {
  private Rsyslog() {}

  /** TCP with either framing, detected for each frame. */
  public static SyslogDaemon tcp(Path folder, int port) {
    return daemon(folder, port, "tcp");
  }

  /** One message per datagram. */
  public static SyslogDaemon udp(Path folder, int port) {
    return daemon(folder, port, "udp").ofDatagrams();
  }

  /**
   * RELP over TLS for clients with a certificate.
   *
   * @param identity of the server
   * @param authorityPem of the clients' certificates
   */
  public static SyslogDaemon relpTls(
      Path folder, int port, Identity identity, String authorityPem) {
    SyslogDaemon.writeIdentity(folder, identity, authorityPem);
    return daemon(folder, port, "relp-tls");
  }

  public static SyslogDaemon relp(Path folder, int port) {
    return daemon(folder, port, "relp");
  }

  /**
   * TLS, without requesting the client's certificate.
   *
   * @param identity of the server
   */
  public static SyslogDaemon tls(Path folder, int port, Identity identity) {
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    return daemon(folder, port, "tls");
  }

  /**
   * Like {@link #tls}, with OpenSSL.
   *
   * @param identity of the server
   */
  public static SyslogDaemon openssl(Path folder, int port, Identity identity) {
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    return daemon(folder, port, "tls-ossl");
  }

  /**
   * Like {@link #tls}, with GnuTLS and TLS 1.3.
   *
   * @param identity of the server
   */
  public static SyslogDaemon gnutls13(Path folder, int port, Identity identity) {
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    return daemon(folder, port, "tls-gtls13");
  }

  /** TCP; drops repeated messages, as in the documentation's example. */
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

  /**
   * TLS for clients with a certificate.
   *
   * @param identity of the server
   * @param authorityPem of the clients' certificates
   */
  public static SyslogDaemon mutualTls(
      Path folder, int port, Identity identity, String authorityPem) {
    SyslogDaemon.writeIdentity(folder, identity, authorityPem);
    return daemon(folder, port, "mutual-tls");
  }

  /**
   * Like {@link #mutualTls}, with OpenSSL, which refuses every TLS session that it gave then.
   *
   * @param identity of the server
   * @param authorityPem of the clients' certificates
   */
  public static SyslogDaemon mutualOpenssl(
      Path folder, int port, Identity identity, String authorityPem) {
    SyslogDaemon.writeIdentity(folder, identity, authorityPem);
    return daemon(folder, port, "mutual-tls-ossl");
  }

  /**
   * Writes only the time of logging, the time of arrival and the text of every message, which is
   * cheap: for many messages and {@link SyslogDaemon#output}.
   *
   * @param input tcp or ptcp, tls or tls-ossl
   * @param identity of the server, if it uses TLS
   */
  public static SyslogDaemon writingTimes(Path folder, int port, String input, Identity identity) {
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    return daemon(
        folder,
        port,
        input,
        SyslogDaemon.template("rsyslog-times.conf")
            + SyslogDaemon.template("rsyslog-" + input + ".conf")
                .replace("ruleset=\"received\"", "ruleset=\"times\""));
  }

  private static SyslogDaemon daemon(Path folder, int port, String input) {
    return daemon(folder, port, input, SyslogDaemon.template("rsyslog-" + input + ".conf"));
  }

  private static SyslogDaemon daemon(Path folder, int port, String input, String inputConfig) {
    Path program = ProgramFinder.find("rsyslogd");
    Path absolute = folder.toAbsolutePath(); // rsyslogd changes its working directory
    Path config =
        SyslogDaemon.write(
            absolute.resolve("rsyslog.conf"),
            SyslogDaemon.template("rsyslog.conf")
                .replace("{{input}}", inputConfig)
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
