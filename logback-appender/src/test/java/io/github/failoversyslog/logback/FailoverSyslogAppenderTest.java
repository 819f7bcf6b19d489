package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.SyslogStartConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.text.ObjectText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.helpers.MessageFormatter;

class FailoverSyslogAppenderTest {
  private final LoggerContext context = new LoggerContext();
  private final FailoverSyslogAppender appender = appender();

  private FailoverSyslogAppender appender() {
    FailoverSyslogAppender newAppender = new FailoverSyslogAppender();
    newAppender.setContext(context);
    newAppender.setName("SYSLOG");
    return newAppender;
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, ERROR",
    "WARN, WARNING",
    "INFO, INFORMATIONAL",
    "DEBUG, DEBUG",
    "TRACE, DEBUG"
  })
  void everyLevelHasASeverity(String level, Severity severity) {
    assertThat(LogbackEvents.severityOf(Level.toLevel(level))).isEqualTo(severity);
  }

  @Test
  void anEventWithoutLevelIsANotice() {
    assertThat(LogbackEvents.severityOf(null)).isEqualTo(Severity.NOTICE);
  }

  /** Rows such as {@code | 3 `err` | `ERROR` | `ERROR` | `ERR` |}. */
  @Test
  void theDocumentedTableOfSeveritiesIsRight() throws IOException {
    List<String> levels = new ArrayList<>();
    for (String row : Files.readAllLines(Path.of("..", "docs", "messages.md"))) {
      if (row.matches("\\| [0-7] .*")) {
        int code = row.charAt(2) - '0';
        Matcher names = Pattern.compile("`([A-Z]+)`").matcher(row.split("\\|", -1)[3]);
        while (names.find()) {
          levels.add(names.group(1));
          assertThat(LogbackEvents.severityOf(Level.toLevel(names.group(1), null)).ordinal())
              .as(row)
              .isEqualTo(code);
        }
      }
    }
    assertThat(levels).containsExactly("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  }

  @Test
  void anArrayIsTheTextThatSlf4jMakesOfIt() {
    Object[] cyclic = {"a", null};
    cyclic[1] = cyclic;
    Object[] arrays = {
      new int[] {1, 2},
      new long[] {3},
      new boolean[] {true},
      new byte[] {4, 5},
      new short[0],
      new char[] {'x', 'y'},
      new float[] {0.5f},
      new double[] {1e9},
      new String[] {"s", null},
      new Object[] {1, new int[][] {{2}, {3, 4}}, new Object[] {"t"}},
      cyclic
    };
    for (Object array : arrays) {
      assertThat(ObjectText.of(array))
          .isEqualTo(MessageFormatter.arrayFormat("{}", new Object[] {array}).getMessage());
    }
  }

  @Test
  void aProgramIsToldOfAllFaultsToo() {
    appender.setHost("a:1");
    appender.setFraming("lines");

    appender.start();

    assertThat(appender.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .containsExactly(
            "SYSLOG: host is \"a:1\"; expected a name, an IPv4 address or an [IPv6] address; the"
                + " port belongs in port; framing is \"lines\"; expected octetCounting, newline");
  }

  @Test
  void hasANameIfNobodyGivesItOne() {
    FailoverSyslogAppender nameless = new FailoverSyslogAppender();
    nameless.setContext(context);
    assertThat(nameless.getName()).isEqualTo("FailoverSyslog");

    nameless.start(); // without a host

    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .containsExactly(
            "FailoverSyslog: host is missing; expected the name or address of the primary log"
                + " server");
  }

  private void isRefused(String message) {
    appender.start();

    assertThat(appender.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .endsWith(message);
  }

  @Test
  void isRefusedWithAnEncoderThatHasNoLayout() {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.start();
    appender.setHost("a");
    appender.setEncoder(encoder);

    isRefused("SYSLOG: the encoder does not work; expected one that Logback could start");
  }

  @Test
  void isRefusedWithALayoutThatDoesNotWork() {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.start(); // without a pattern
    appender.setHost("a");
    appender.setLayout(layout);

    isRefused("SYSLOG: the layout does not work; expected one that Logback could start");
  }

  private PatternLayout layout(String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.getInstanceConverterMap().put("syslogStart", SyslogStartConverter::new);
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }

  @ParameterizedTest
  @ValueSource(strings = {"%syslogStart{LOCAL0}[%thread] %msg", "<14>1 %d - - - - %msg"})
  void isRefusedWithALayoutThatWritesASecondHeader(String pattern) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout(pattern));
    encoder.start();
    appender.setHost("a");
    appender.setEncoder(encoder);

    isRefused(
        "SYSLOG: the layout's pattern writes a syslog header (%syslogStart, <14>1), and the"
            + " appender writes one itself; expected the appender's format rfc5424 or rfc3164,"
            + " and a layout that formats the text only, or none");
  }

  @Test
  void aPatternForStackTracesThatShowsNoneIsRefusedWithTheOtherFaults() {
    appender.setPort("601");
    appender.setStackTracePattern("%nopex");

    isRefused(
        "SYSLOG: stackTracePattern is \"%nopex\"; expected a pattern with a converter for the"
            + " throwable, such as %rEx or %ex{5}; host is missing; expected the name or address"
            + " of the primary log server");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void startsNothingWhenWhatFormatsEventsCannotBeMade(boolean forLackOfAClass) {
    LayoutWrappingEncoder<ILoggingEvent> encoder =
        new LayoutWrappingEncoder<>() {
          @Override
          public boolean isStarted() {
            return true;
          }

          @Override
          public Layout<ILoggingEvent> getLayout() {
            boolean forUse = // and not to be checked, before
                StackWalker.getInstance()
                    .walk(calls -> calls.anyMatch(call -> call.getMethodName().equals("messages")));
            if (forUse && forLackOfAClass) {
              throw new NoClassDefFoundError("no layout");
            }
            if (forUse) {
              throw new IllegalStateException("no layout");
            }
            return layout("%msg");
          }
        };
    appender.setHost("a");
    appender.setEncoder(encoder);

    appender.start();

    assertThat(appender.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .contains("SYSLOG: cannot start: no layout");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("failover-syslog-SYSLOG"));
  }

  @Test
  void anEventForAnAppenderThatWasNeverStartedHarmsNobody() {
    appender.doAppend(new LoggingEvent());
    appender.append(new LoggingEvent());
  }

  @Test
  void anAppenderThatWasNeverStartedStopsAtOnce() {
    appender.stop();
    appender.stop();

    assertThat(appender.isStarted()).isFalse();
  }

  @Test
  void theStatisticsAreZeroBeforeTheStart() {
    assertThat(appender.getStatistics()).isEqualTo(SenderStatistics.none());
  }
}
