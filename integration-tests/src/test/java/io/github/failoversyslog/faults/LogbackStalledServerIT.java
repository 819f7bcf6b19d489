package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;
import java.time.Duration;

class LogbackStalledServerIT extends StalledServerContract {
  LogbackStalledServerIT() {
    super(Framework.LOGBACK, Duration.ofSeconds(3), Duration.ofSeconds(8));
  }
}
