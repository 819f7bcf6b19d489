package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RealServersIT extends RealServersContract {
  Log4j2RealServersIT() {
    super(Framework.LOG4J2);
  }
}
