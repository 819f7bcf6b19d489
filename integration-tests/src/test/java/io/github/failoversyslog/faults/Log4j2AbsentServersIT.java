package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2AbsentServersIT extends AbsentServersContract {
  Log4j2AbsentServersIT() {
    super(Framework.LOG4J2);
  }
}
