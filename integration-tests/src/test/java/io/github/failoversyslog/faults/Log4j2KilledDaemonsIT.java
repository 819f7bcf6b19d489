package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2KilledDaemonsIT extends KilledDaemonsContract {
  Log4j2KilledDaemonsIT() {
    super(Framework.LOG4J2);
  }
}
