package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2ContentIT extends ContentContract {
  Log4j2ContentIT() {
    super(Framework.LOG4J2);
  }
}
