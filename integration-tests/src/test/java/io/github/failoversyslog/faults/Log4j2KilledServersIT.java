package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class Log4j2KilledServersIT extends KilledServersContract {
  Log4j2KilledServersIT() {
    super(Framework.LOG4J2);
  }
}
