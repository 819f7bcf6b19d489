package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2KilledServersIT extends KilledServersContract {
  Log4j2KilledServersIT() {
    super(Framework.LOG4J2);
  }
}
