package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2KilledApplicationIT extends KilledApplicationContract {
  Log4j2KilledApplicationIT() {
    super(Framework.LOG4J2);
  }
}
