package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;
import java.time.Duration;

class Log4j2StalledServerIT extends StalledServerContract {
  Log4j2StalledServerIT() {
    super(Framework.LOG4J2, Duration.ofSeconds(10), Duration.ofSeconds(20));
  }
}
