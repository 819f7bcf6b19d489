package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2StalledServerIT extends StalledServerContract {
  Log4j2StalledServerIT() {
    super(Framework.LOG4J2);
  }
}
