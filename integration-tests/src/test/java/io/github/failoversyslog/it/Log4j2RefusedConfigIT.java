package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RefusedConfigIT extends RefusedConfigContract {
  Log4j2RefusedConfigIT() {
    super(Framework.LOG4J2);
  }
}
