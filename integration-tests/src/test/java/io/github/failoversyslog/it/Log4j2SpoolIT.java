package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2SpoolIT extends SpoolContract {
  Log4j2SpoolIT() {
    super(Framework.LOG4J2);
  }
}
