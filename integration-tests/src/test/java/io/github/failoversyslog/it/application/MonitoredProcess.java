package io.github.failoversyslog.it.application;

import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.LaunchContext;
import io.github.failoversyslog.it.server.ServerPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A {@link MonitoredProgram} in a JVM with remote JMX on the loopback address. */
public final class MonitoredProcess implements AutoCloseable {
  private final int port = ServerPorts.choose();
  private final ChildProcess process;

  /**
   * @param moreOptions of the JVM
   */
  public MonitoredProcess(Framework framework, String... moreOptions) {
    List<String> options = new ArrayList<>(List.of(moreOptions));
    options.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.rmi.server.hostname=127.0.0.1",
            "-Dcom.sun.management.jmxremote.host=127.0.0.1",
            "-Dcom.sun.management.jmxremote.port=" + port,
            "-Dcom.sun.management.jmxremote.rmi.port=" + port,
            "-Dcom.sun.management.jmxremote.authenticate=false",
            "-Dcom.sun.management.jmxremote.ssl=false"));
    process =
        ChildProcess.start(
            LaunchContext.LOCAL,
            Path.of(System.getProperty("java.home")),
            MonitoredProgram.class,
            options,
            List.of(framework.name()));
  }

  public void start(URI configuration) {
    command("start " + configuration);
  }

  /**
   * @param application counted from 0 in the order of their starts
   */
  public void log(int application, int events) {
    command("log " + application + " " + events);
  }

  public void stop(int application) {
    command("stop " + application);
  }

  private void command(String command) {
    String answer = process.ask(command);
    if (!answer.equals(command)) {
      throw new IllegalStateException(command + " was answered by " + answer);
    }
  }

  /** Host and port of its JMX connector. */
  public String jmxAddress() {
    return "127.0.0.1:" + port;
  }

  @SuppressWarnings("BanJNDI") // the address is ours
  public JMXConnector connect() throws IOException {
    return JMXConnectorFactory.connect(
        new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + jmxAddress() + "/jmxrmi"));
  }

  @Override
  public void close() {
    process.close();
  }
}
