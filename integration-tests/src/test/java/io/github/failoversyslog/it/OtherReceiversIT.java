package io.github.failoversyslog.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.daemon.ProgramFinder;
import io.github.failoversyslog.it.daemon.Requirement;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/**
 * What receivers that others wrote understand of the messages is what {@code docs/messages.md} says
 * of them. {@code mvn -Pfull} copies the libraries to {@code target/receivers}; {@code .ci/daemons}
 * gets the other programs.
 */
@Tag("full")
class OtherReceiversIT extends ApplicationFixture {
  private static final String HEADING = "### Parsers and small servers";
  private static final Path PARSERS = Path.of("src", "test", "receivers");
  private static final Path NODE_MODULES = Path.of("..", ".daemons", "node").toAbsolutePath();
  private static final List<String> NOTHING = List.of("-", "", "{}", "null", "undefined");

  OtherReceiversIT() {
    super(Framework.LOG4J2);
  }

  /** One for each column of the table. */
  private List<Arrival> messages() {
    SyslogTestServer server = server("primary").open();
    set(Map.of("hostName", "web1.example.net", "processId", "4711", "messageId", "ORDER"));
    set("traceContext", "true");
    Application application = start();
    Map<String, String> user = Map.of("user", "jo");
    application.info("order paid");
    application.log(Level.INFO, "order paid", user);
    application.log(Level.INFO, "order paid", Map.of("user", "jo", "trace_id", "0af7"));
    application.log(Level.INFO, "order paid", Map.of("user", "the \"boss\" \\ [me] or you"));
    application.log(Level.INFO, "grüße €", Map.of("user", "Jörg"));
    application.log(Level.INFO, "failed\n\tat Shop.sell(Shop.java:7)", user);
    application.stop();
    start(settings(), framework().structuredData("token@41058")).info("order paid");
    Eventually.until("the message with the token", () -> server.messages() == 7);
    set("format", "rfc3164");
    start().info("order paid");
    Eventually.until("all messages", () -> server.messages() == 8);
    return server.arrivals();
  }

  private static List<String> documented(String receiver) {
    return Markdown.of("docs/messages.md").tableBelow(HEADING).stream()
        .filter(row -> row.get(0).startsWith(receiver))
        .map(row -> row.subList(1, row.size()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"syslog4j", "camel-syslog", "glossy", "nsyslog-parser"})
  void aParserUnderstandsWhatTheTableSays(String parser) throws Exception {
    List<Arrival> messages = messages();
    List<Map<String, String>> parsed = parsed(parser, messages);
    List<String> row = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      boolean older = i == messages.size() - 1;
      row.add(
          (older ? isOlder(parsed.get(i)) : isSame(messages.get(i), parsed.get(i))) ? "yes" : "no");
    }
    System.out.println("RECEIVER " + parser + " " + row + " " + parsed);
    assertThat(row).as("%s", parsed).isEqualTo(documented(parser));
  }

  private static boolean isSame(Arrival arrival, Map<String, String> parsed) {
    ReceivedMessage sent = arrival.message();
    Map<String, String> expected =
        Map.of(
            "severity", Integer.toString(sent.facility() * 8 + sent.severity()),
            "time", Long.toString(sent.timestamp().toInstant().toEpochMilli()),
            "host", sent.host(),
            "app", sent.appName(),
            "process", sent.procId(),
            "id", sent.msgId(),
            "text", sent.text());
    return parsed.entrySet().containsAll(expected.entrySet())
        && isSame(arrival, parsed.get("data"));
  }

  /** Some parsers hand over structured data as it was sent. */
  private static boolean isSame(Arrival arrival, String parsed) {
    ReceivedMessage sent = arrival.message();
    if (parsed.startsWith("[")) {
      return arrival.raw().endsWith(" " + parsed + " " + sent.text());
    }
    Map<String, Object> sorted = new TreeMap<>();
    sent.structuredData().forEach((id, params) -> sorted.put(id, new TreeMap<>(params)));
    return NOTHING.contains(parsed) ? sorted.isEmpty() : sorted.toString().equals(parsed);
  }

  /** The TAG may be a part of the text. */
  private static boolean isOlder(Map<String, String> parsed) {
    return "14".equals(parsed.get("severity"))
        && "web1".equals(parsed.get("host"))
        && List.of("order paid", "shop[4711]: order paid").contains(parsed.get("text"));
  }

  private List<Map<String, String>> parsed(String parser, List<Arrival> messages)
      throws IOException, InterruptedException {
    Path input = folder.resolve("messages");
    Files.write(
        input, messages.stream().map(m -> Base64.getEncoder().encodeToString(m.bytes())).toList());
    ProcessBuilder program =
        new ProcessBuilder(command(parser))
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    return Command.run(program).lines().map(OtherReceiversIT::fields).toList();
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    for (String field : line.strip().split("\t", -1)) {
      int equals = field.indexOf('=');
      byte[] value = Base64.getDecoder().decode(field.substring(equals + 1));
      fields.put(field.substring(0, equals), new String(value, UTF_8));
    }
    return fields;
  }

  private static List<String> command(String parser) {
    if (parser.equals("syslog4j") || parser.equals("camel-syslog")) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          Path.of("target", "receivers", "*").toString(),
          PARSERS.resolve("JavaParsers.java").toString(),
          parser);
    }
    if (!Files.isDirectory(NODE_MODULES)) {
      throw Requirement.unmet("no " + NODE_MODULES + ": run .ci/daemons on a machine with npm");
    }
    return List.of(
        ProgramFinder.find("node").toString(),
        PARSERS.resolve("parsers.js").toString(),
        parser,
        NODE_MODULES.toString());
  }

  /** A server that knows only the older format has the whole message as its text, or spoils it. */
  @ParameterizedTest
  @ValueSource(strings = {"inetutils-syslogd", "socklog"})
  void aServerUnderstandsWhatTheTableSays(String program) throws Exception {
    List<Arrival> messages = messages();
    int port = ServerPorts.choose();
    Path output = Files.createFile(folder.resolve("received"));
    Process server = serverProcess(program, port, output);
    try {
      Eventually.until("the server to listen", () -> isListening(port));
      send(messages, port);
      Eventually.until(
          "the last message", () -> received(output).contains("shop[4711]: order paid"));
    } finally {
      server.destroy();
      server.waitFor();
    }
    List<String> row = new ArrayList<>();
    for (Arrival message : messages) {
      String text = message.raw().replaceFirst("^<14>([A-Z].{15})?", "");
      row.add(received(output).contains(text + "\n") && !isSplit(program, text) ? "as text" : "no");
    }
    System.out.println("RECEIVER " + program + " " + row + "\n" + received(output));
    assertThat(row).as("%s", received(output)).isEqualTo(documented(program));
  }

  /** socklog writes line feeds as they are, so that one message looks like two. */
  private static boolean isSplit(String program, String text) {
    return program.equals("socklog") && text.indexOf('\n') >= 0;
  }

  private static String received(Path output) throws IOException {
    return Files.readString(output);
  }

  /** Does not try to take the port, which the program could not take then. */
  private static boolean isListening(int port) throws IOException {
    String local = String.format(":%04X ", port);
    return Files.readAllLines(Path.of("/proc/net/udp")).stream()
        .anyMatch(socket -> socket.indexOf(local) == socket.indexOf(':') + 10);
  }

  private static void send(List<Arrival> messages, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (Arrival message : messages) {
        byte[] bytes = message.bytes();
        socket.send(
            new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
      }
    }
  }

  private Process serverProcess(String program, int port, Path output) throws IOException {
    String path = ProgramFinder.find(program).toString();
    String number = Integer.toString(port);
    if (program.equals("socklog")) {
      return new ProcessBuilder(path, "inet", "127.0.0.1", number)
          .redirectOutput(output.toFile())
          .redirectError(folder.resolve("errors").toFile())
          .start();
    }
    Path rules =
        Files.writeString(folder.resolve("syslog.conf"), "*.*\t" + output + "\n", ISO_8859_1);
    Path more = Files.createDirectories(folder.resolve("syslog.d"));
    List<String> command = new ArrayList<>(List.of(path, "--no-detach", "--inet"));
    command.addAll(Arrays.asList("--no-unixaf", "--no-klog", "--bind=127.0.0.1", "-B", number));
    command.addAll(List.of("-f", rules.toString(), "-D", more.toString()));
    command.addAll(List.of("-P", folder.resolve("pid").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("errors").toFile())
        .start();
  }
}
