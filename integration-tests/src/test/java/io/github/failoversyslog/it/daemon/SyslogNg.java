package io.github.failoversyslog.it.daemon;

import io.github.failoversyslog.it.server.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Creates syslog-ng servers. A folder is used by one of them; the port is on 127.0.0.1. */
public final class SyslogNg {
  private SyslogNg() {}

  /** TCP with octet counting only. */
  public static SyslogDaemon octetCounting(Path folder, int port) {
    return daemon(folder, port, "octet-counting");
  }

  /** Octet counting and at most one connection: any further one is accepted and closed. */
  public static SyslogDaemon forOneConnection(Path folder, int port) {
    return daemon(folder, port, "one-connection");
  }

  /**
   * Writes only the time of logging, the time of arrival and the text of every message, which is
   * cheap: for many messages and {@link SyslogDaemon#output}.
   *
   * @param source octet-counting, newline or tls
   * @param identity of the server, if it uses TLS
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

  /** TCP with newline framing only. */
  public static SyslogDaemon newline(Path folder, int port) {
    return daemon(folder, port, "newline");
  }

  /** RFC 3164 over TCP with newline framing. */
  public static SyslogDaemon rfc3164(Path folder, int port) {
    return daemon(folder, port, "rfc3164");
  }

  /** RFC 3164, one message per datagram. */
  public static SyslogDaemon rfc3164Udp(Path folder, int port) {
    return daemon(folder, port, "rfc3164-udp").ofDatagrams();
  }

  /** One message per datagram. */
  public static SyslogDaemon udp(Path folder, int port) {
    return daemon(folder, port, "udp").ofDatagrams();
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

  /** Octet counting; drops repeated messages, as in the documentation's example. */
  public static SyslogDaemon withoutRepeats(Path folder, int port) {
    for (String name : List.of("syslog-ng-drop-repeats.conf", "syslog-ng-drop-repeats.xml")) {
      SyslogDaemon.write(folder.resolve(name), SyslogDaemon.example(name));
    }
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
   * Forwards received messages, by syslog-ng's own failover rules, to 127.0.0.1 and then to the
   * other servers. It receives RFC 5424 messages with newline framing.
   *
   * @param servers the addresses except the first
   * @param failback the setting with this name, or empty
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
    Path absolute = folder.toAbsolutePath(); // syslog-ng changes its working directory
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
