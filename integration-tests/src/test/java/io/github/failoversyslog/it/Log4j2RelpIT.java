package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RelpIT extends RelpContract {
  Log4j2RelpIT() {
    super(Framework.LOG4J2);
  }
}
