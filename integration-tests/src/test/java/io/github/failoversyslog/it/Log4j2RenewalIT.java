package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RenewalIT extends RenewalContract {
  Log4j2RenewalIT() {
    super(Framework.LOG4J2);
  }
}
