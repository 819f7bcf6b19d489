package io.github.failoversyslog.it.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.ServerPorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;

final class SyslogNgClient extends ComparedClient {
  private final SyslogDaemon daemon;
  private final Socket input;
  private final OutputStream stream;

  SyslogNgClient(Path folder, boolean failback) {
    String setting =
        "failback(tcp-probe-interval(%d) successful-probes-required(%d))"
            .formatted(PROBE_SECONDS, PROBES_REQUIRED);
    daemon =
        SyslogNg.failoverClient(
                folder,
                ServerPorts.choose(),
                serversPort(),
                FAILOVER_HOSTS,
                failback ? setting : "")
            .start();
    try {
      input = new Socket(InetAddress.getLoopbackAddress(), daemon.port());
      stream = input.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void send(String text) {
    try {
      stream.write("<14>1 - - test - - - %s\n".formatted(text).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(daemon.log(), e);
    }
  }

  @Override
  long failedProbes() {
    return count("Connection towards primary server failed");
  }

  @Override
  boolean hasTriedAll() {
    return count("Last failover server reached") > 0;
  }

  private long count(String complaint) {
    return daemon.log().lines().filter(line -> line.contains(complaint)).count();
  }

  @Override
  void stop() {
    try (daemon) {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
