package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LifeCycle;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import org.xml.sax.InputSource;

/**
 * Every configuration and program in the README and in {@code docs} starts as printed, except for
 * the names of servers and files. This includes the configurations of other appenders in the
 * migration guide.
 */
class DocumentedExamplesIT {
  private static final String LOG4J = "Configuration";
  private static final String LOGBACK = "configuration";
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->|<\\?.*?\\?>", Pattern.DOTALL);
  private static final Path LISTENER =
      Path.of("src", "test", "java", "com", "example", "shop", "LogServerAlarm.java");
  private static final Pattern FIRST = Pattern.compile("\\s*<(\\w+)");
  private static final List<String> OTHER_ROOTS =
      List.of("dependency", "dependencies", "plugin", "patterndb"); // of Maven; of syslog-ng
  private static final String AROUND_LOG4J =
      "<Configuration status=\"WARN\"><Appenders>%s</Appenders><Loggers><Root level=\"info\">"
          + "<AppenderRef ref=\"SYSLOG\"/></Root></Loggers></Configuration>";
  private static final String AROUND_LOGBACK =
      "<configuration>%s<root level=\"info\"><appender-ref ref=\"SYSLOG\"/></root></configuration>";

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @BeforeEach
  void openServer() {
    server.open();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  /**
   * A configuration.
   *
   * @param where document and position
   */
  private record Example(String where, String language, String text) {
    static Example of(Markdown.Block block) {
      return new Example(block.toString(), block.language(), block.text());
    }

    /** The name of the root element. */
    String root() {
      var matcher = FIRST.matcher(COMMENT.matcher(text).replaceAll(""));
      assertThat(matcher.lookingAt()).as(where).isTrue();
      return matcher.group(1);
    }

    boolean isLogbacks() {
      return root().equals(LOGBACK) || root().equals("appender");
    }

    @Override
    public String toString() {
      return where;
    }
  }

  private static Stream<Example> blocks(String language) {
    return Markdown.allBlocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Example::of);
  }

  private static Stream<Example> xml() throws IOException {
    List<Example> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(Path.of("..", "docs", "examples"))) {
      for (Path file : paths.filter(path -> path.toString().endsWith(".xml")).toList()) {
        files.add(new Example(file.getFileName().toString(), "xml", Files.readString(file)));
      }
    }
    return Stream.concat(blocks("xml"), files.stream());
  }

  static Stream<Example> ofLog4j() throws IOException {
    return xml()
        .filter(Predicate.not(Example::isLogbacks))
        .filter(x -> !OTHER_ROOTS.contains(x.root()));
  }

  static Stream<Example> ofLogback() throws IOException {
    return xml().filter(Example::isLogbacks);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(
        folder.resolve(name), DocumentedExample.forServer(text, server.port(), folder));
  }

  @Test
  void everyExampleInXmlIsWellFormed() throws Exception {
    for (Example example : xml().toList()) {
      String whole = "<all>" + COMMENT.matcher(example.text).replaceAll("") + "</all>";
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(whole)));
    }
  }

  @ParameterizedTest
  @MethodSource("ofLog4j")
  void anExampleForLog4jStarts(Example example) throws IOException {
    String text =
        example.root().equals(LOG4J) ? example.text : AROUND_LOG4J.formatted(example.text);
    startLog4j(file("log4j2.xml", text));
  }

  @Test
  void theExampleOfAPropertiesFileStarts() throws IOException {
    List<Example> examples = blocks("properties").toList();
    assertThat(examples).hasSize(1);
    startLog4j(file("log4j2.properties", examples.get(0).text));
  }

  private static void startLog4j(Path file) {
    List<String> errors = new CopyOnWriteArrayList<>();
    StatusListener listener = new Errors(errors);
    StatusLogger.getLogger().registerListener(listener);
    LoggerContext context = new LoggerContext("documented", null, file.toUri());
    try {
      context.start();
      assertThat(context.getConfiguration().getRootLogger().getAppenders()).containsKey("SYSLOG");
      assertThat(context.getConfiguration().getAppenders().values())
          .allSatisfy(
              appender -> assertThat(appender.getState()).isEqualTo(LifeCycle.State.STARTED));
      assertThat(errors).isEmpty();
    } finally {
      context.stop();
      StatusLogger.getLogger().removeListener(listener);
    }
  }

  private record Errors(List<String> texts) implements StatusListener {
    @Override
    public void log(StatusData data) {
      texts.add(data.getFormattedStatus());
    }

    @Override
    public Level getStatusLevel() {
      return Level.ERROR;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @MethodSource("ofLogback")
  void anExampleForLogbackStarts(Example example) throws Exception {
    String text =
        example.root().equals(LOGBACK) ? example.text : AROUND_LOGBACK.formatted(example.text);
    var context = new ch.qos.logback.classic.LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(file("logback.xml", text).toUri().toURL());
      List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
      context
          .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(appenders::add);
      assertThat(appenders)
          .isNotEmpty()
          .allSatisfy(appender -> assertThat(appender.isStarted()).isTrue());
      assertThat(context.getStatusManager().getCopyOfStatusList())
          .filteredOn(status -> status.getLevel() == Status.ERROR)
          .isEmpty();
    } finally {
      context.stop();
    }
  }

  static Stream<Example> programs() {
    return blocks("java").filter(block -> block.text.contains("void main("));
  }

  /** The configurations in the documentation name it. */
  @Test
  void theListenerOfTheDocumentationIsTheOneThatIsUsedHere() throws IOException {
    assertThat(blocks("java").filter(block -> !block.text.contains("void main(")))
        .singleElement()
        .extracting(block -> block.text.strip())
        .isEqualTo(Files.readString(LISTENER).strip());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aJavaExampleRunsWithTheReadmesConfiguration(Example program) throws Exception {
    boolean logback = program.text.contains("ch.qos.logback");
    String root = logback ? LOGBACK : LOG4J;
    Example configuration =
        Markdown.of("README.md").blocks().stream()
            .filter(block -> block.language().equals("xml"))
            .map(Example::of)
            .filter(example -> example.root().equals(root))
            .findFirst()
            .orElseThrow();
    String property = logback ? "logback.configurationFile" : "log4j2.configurationFile";
    Process process =
        java(
            "-D" + property + "=" + file("configuration.xml", configuration.text).toUri(),
            file("SyslogFigures.java", program.text).toString());
    try (BufferedReader lines = process.inputReader()) {
      String console = lines.lines().collect(Collectors.joining("\n"));
      assertThat(process.waitFor()).as(console).isZero();
      assertThat(console).contains("discarded 0, server Optional");
    }
  }

  @Test
  void theExampleOfAHealthCheckPrintsTheCondition() throws Exception {
    String configuration =
        Markdown.of("README.md").blocks().stream()
            .map(Markdown.Block::text)
            .filter(text -> text.contains("<" + LOG4J))
            .findFirst()
            .orElseThrow();
    Process process =
        java(
            "-Dlog4j2.configurationFile=" + file("configuration.xml", configuration).toUri(),
            Path.of("..", "docs", "examples", "SyslogHealth.java").toString());
    String console = process.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(process.waitFor()).as(console).isZero();
    assertThat(console)
        .containsPattern("SYSLOG (UP|BUFFERING), delivering (true|false), buffer 0 % full");
  }

  private static Process java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
