package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2UnavailableSpoolIT extends UnavailableSpoolContract {
  Log4j2UnavailableSpoolIT() {
    super(Framework.LOG4J2);
  }
}
