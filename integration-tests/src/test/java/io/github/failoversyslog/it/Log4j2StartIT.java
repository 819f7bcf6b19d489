package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The appender's start fails after the sender has been started. */
class Log4j2StartIT {
  @TempDir private Path folder;

  /** A filter that cannot be started. */
  private static final class BrokenFilter extends AbstractFilter {
    private final Throwable fault;

    private BrokenFilter(Throwable fault) {
      this.fault = fault;
    }

    @Override
    public void start() {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) fault;
    }
  }

  private static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("no rules"), new NoClassDefFoundError("com/example/Rules"));
  }

  private FailoverSyslogAppender.Builder appender(String name) {
    return FailoverSyslogAppender.newBuilder()
        .setName(name)
        .setHost("127.0.0.1")
        .setPort("1")
        .setSpoolFile(folder.resolve("spool").toString())
        .setSpoolSize("1 MB");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void leavesNoThreadAndNoSpoolOpenWhenItsFilterCannotBeStarted(Throwable fault) {
    FailoverSyslogAppender broken = appender("BROKEN").setFilter(new BrokenFilter(fault)).build();
    broken.start();
    assertThat(broken.isStarted()).isFalse();
    Eventually.until(
        "no thread",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("failover-syslog-BROKEN")));
    FailoverSyslogAppender next = appender("NEXT").build();
    next.start();
    assertThat(next.isStarted()).isTrue();
    assertThat(next.getStatistics().spoolFault()).isEmpty();
    assertThat(next.stop(1, TimeUnit.SECONDS)).isTrue();
  }
}
