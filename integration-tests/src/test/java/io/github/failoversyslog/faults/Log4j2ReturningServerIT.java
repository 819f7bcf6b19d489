package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2ReturningServerIT extends ReturningServerContract {
  Log4j2ReturningServerIT() {
    super(Framework.LOG4J2);
  }
}
