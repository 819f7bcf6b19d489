package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2FaultIT extends FaultContract {
  Log4j2FaultIT() {
    super(Framework.LOG4J2);
  }
}
