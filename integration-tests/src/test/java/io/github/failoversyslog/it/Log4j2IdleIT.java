package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2IdleIT extends IdleContract {
  Log4j2IdleIT() {
    super(Framework.LOG4J2);
  }
}
