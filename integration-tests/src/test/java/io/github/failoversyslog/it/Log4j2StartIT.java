package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails behind the sender's. */
class Log4j2StartIT {
  @TempDir private Path folder;

  /** A filter that cannot be started. */
  private static final class BrokenFilter extends AbstractFilter {
    @Override
    public void start() {
      throw new IllegalStateException("no rules");
    }
  }

  private FailoverSyslogAppender.Builder appender(String name) {
    return FailoverSyslogAppender.newBuilder()
        .setName(name)
        .setHost("127.0.0.1")
        .setPort("1")
        .setSpoolFile(folder.resolve("spool").toString())
        .setSpoolSize("1 MB");
  }

  @Test
  void leavesNoThreadAndNoSpoolOpenWhenItsFilterCannotBeStarted() {
    FailoverSyslogAppender broken = appender("BROKEN").setFilter(new BrokenFilter()).build();
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
