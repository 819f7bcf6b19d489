package io.github.failoversyslog.it.daemon;

import io.github.failoversyslog.it.server.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Makes syslog-ng servers. A folder serves one of them; the port is on 127.0.0.1. */
public final class SyslogNg {
  private SyslogNg() {}

  /** TCP with octet counting only. */
  public static SyslogDaemon octetCounting(Path folder, int port) {
    return daemon(folder, port, "octet-counting");
  }

  /** Octet counting, and no more than one connection: the next one is accepted and closed. */
  public static SyslogDaemon forOneConnection(Path folder, int port) {
    return daemon(folder, port, "one-connection");
  }

  /**
   * Writes of every message when it was logged, when it came, and its text, which is cheap: for
   * many messages and {@link SyslogDaemon#output}.
   *
   * @param source octet-counting, newline or tls
   * @param identity of the server, if it speaks TLS
   */
  public static SyslogDaemon writingTimes(Path folder, int port, String source, Identity identity) {
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    return daemon(
        folder,
        port,
        source,
        SyslogDaemon.template("syslog-ng-times.conf")
            .replace("{{source}}", SyslogDaemon.template("syslog-ng-" + source + ".conf")));
  }

  /** TCP with one message a line only. */
  public static SyslogDaemon newline(Path folder, int port) {
    return daemon(folder, port, "newline");
  }

  /** The older format, one message a line. */
  public static SyslogDaemon rfc3164(Path folder, int port) {
    return daemon(folder, port, "rfc3164");
  }

  /** The older format, a message a datagram. */
  public static SyslogDaemon rfc3164Udp(Path folder, int port) {
    return daemon(folder, port, "rfc3164-udp").ofDatagrams();
  }

  /** A message a datagram. */
  public static SyslogDaemon udp(Path folder, int port) {
    return daemon(folder, port, "udp").ofDatagrams();
  }

  /**
   * TLS, without asking for the client's certificate.
   *
   * @param identity of the server
   */
  public static SyslogDaemon tls(Path folder, int port, Identity identity) {
    SyslogDaemon.writeIdentity(folder, identity, identity.certificatePem());
    return daemon(folder, port, "tls");
  }

  /** Octet counting; drops what arrives a second time, as in the documentation's example. */
  public static SyslogDaemon withoutRepeats(Path folder, int port) {
    for (String name : List.of("syslog-ng-drop-repeats.conf", "syslog-ng-drop-repeats.xml")) {
      SyslogDaemon.write(folder.resolve(name), SyslogDaemon.example(name));
    }
    return daemon(folder, port, "without-repeats");
  }

  /**
   * TLS for clients that have a certificate.
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
   * Sends on what it gets, by its own rules, to 127.0.0.1 and then to the other servers. It listens
   * for RFC 5424 messages, one a line.
   *
   * @param servers their addresses but for the first
   * @param failback the setting of this name, or nothing
   */
  public static SyslogDaemon failoverClient(
      Path folder, int port, int serversPort, List<String> servers, String failback) {
    String quoted =
        servers.stream().map(server -> '"' + server + '"').collect(Collectors.joining(", "));
    return daemon(
        folder,
        port,
        "client",
        SyslogDaemon.template("syslog-ng-failover-client.conf")
            .replace("{{serversPort}}", Integer.toString(serversPort))
            .replace("{{failoverServers}}", quoted)
            .replace("{{failback}}", failback));
  }

  private static SyslogDaemon daemon(Path folder, int port, String source) {
    String config = SyslogDaemon.template("syslog-ng.conf");
    String sourceConfig = SyslogDaemon.template("syslog-ng-" + source + ".conf");
    return daemon(folder, port, source, config.replace("{{source}}", sourceConfig));
  }

  private static SyslogDaemon daemon(Path folder, int port, String name, String template) {
    Path program = ProgramFinder.find("syslog-ng");
    Path absolute = folder.toAbsolutePath(); // syslog-ng leaves its working folder
    Path config =
        SyslogDaemon.write(
            absolute.resolve("syslog-ng.conf"),
            template
                .replace("{{port}}", Integer.toString(port))
                .replace("{{folder}}", absolute.toString()));
    return new SyslogDaemon(
        "syslog-ng (" + name + ")",
        List.of(
            program.toString(),
            "--foreground",
            "--no-caps",
            "--stderr",
            "--cfgfile=" + config,
            "--persist-file=" + absolute.resolve("persist"),
            "--pidfile=" + absolute.resolve("pid"),
            "--control=" + absolute.resolve("control")),
        absolute,
        port);
  }
}
