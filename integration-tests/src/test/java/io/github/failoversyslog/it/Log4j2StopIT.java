package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2StopIT extends StopContract {
  Log4j2StopIT() {
    super(Framework.LOG4J2);
  }
}
