package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Another host in the configuration file, which the framework notices by itself: {@code
 * monitorInterval} of Log4j, {@code scan} of Logback.
 */
@EachFramework
class HostChangeIT extends ApplicationFixture {
  private static final String NEW_HOST = "127.0.0.2";
  private static final int EVENTS = 300;

  private final SyslogTestServer before = server("primary");
  private SyslogTestServer after;

  HostChangeIT(Framework framework) {
    super(framework);
  }

  @AfterEach
  void closeServer() {
    if (after != null) {
      after.close();
    }
  }

  private String configuration(String host) {
    Map<String, String> all = settings();
    all.put("host", host);
    return framework()
        .configuration(framework().xml(all))
        .replace("<Configuration ", "<Configuration monitorInterval=\"1\" ")
        .replace(
            "<configuration>", "<configuration scan=\"true\" scanPeriod=\"100 milliseconds\">");
  }

  @Test
  void everyEventArrivesAtTheOldOrTheNewServerExceptDuringLogbacksReload() throws Exception {
    before.open();
    InetAddress address = InetAddress.getByName(NEW_HOST);
    after = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING, address, before.port()).open();
    Path file = Files.writeString(folder.resolve("logging.xml"), configuration("127.0.0.1"));
    Application application = start(file.toUri());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("events at the old host", () -> before.messages() > EVENTS);

    replace(file, configuration(NEW_HOST));

    Eventually.until("events at the new host", () -> after.messages() > EVENTS);
    int events = flow.stop();
    application.stop();
    List<Integer> lost = lost(events);
    System.out.printf(
        "HOST CHANGE %s: %d events logged, %d at the old host, %d at the new one, %d lost%n",
        framework().title(), events, before.messages(), after.messages(), lost.size());
    if (framework().hasAnAppenderWhileReconfigured()) {
      assertThat(lost).isEmpty();
    } else {
      int first = arrived(before).last() + 1; // all that the old appender had taken has arrived
      assertThat(lost).isEqualTo(range(first, arrived(after).first() - first));
    }
  }

  /** By a renaming: a file that is written in place may be read when it is half done. */
  private void replace(Path file, String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next.xml"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** In the order in which they were logged. */
  private List<Integer> lost(int events) {
    Set<String> arrived = new HashSet<>(before.texts());
    arrived.addAll(after.texts());
    return range(0, events).stream().filter(i -> !arrived.contains(SteadyFlow.text(i))).toList();
  }

  private static SortedSet<Integer> arrived(SyslogTestServer server) {
    return server.texts().stream()
        .map(text -> Integer.valueOf(text.replaceAll("\\D", "")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Integer> range(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }
}
