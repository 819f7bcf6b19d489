package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2OverflowIT extends OverflowContract {
  Log4j2OverflowIT() {
    super(Framework.LOG4J2);
  }
}
