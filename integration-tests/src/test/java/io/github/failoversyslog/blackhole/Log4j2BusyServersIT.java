package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Framework;

class Log4j2BusyServersIT extends BusyServersContract {
  Log4j2BusyServersIT() {
    super(Framework.LOG4J2);
  }
}
