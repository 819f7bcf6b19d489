package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.Framework;

class Log4j2BusyServersIT extends BusyServersContract {
  Log4j2BusyServersIT() {
    super(Framework.LOG4J2);
  }
}
