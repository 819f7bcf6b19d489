package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RestartedServersIT extends RestartedServersContract {
  Log4j2RestartedServersIT() {
    super(Framework.LOG4J2);
  }
}
