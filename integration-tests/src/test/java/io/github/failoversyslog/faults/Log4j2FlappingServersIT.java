package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2FlappingServersIT extends FlappingServersContract {
  Log4j2FlappingServersIT() {
    super(Framework.LOG4J2);
  }
}
