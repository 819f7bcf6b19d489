package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2EndUnderLoadIT extends EndUnderLoadContract {
  Log4j2EndUnderLoadIT() {
    super(Framework.LOG4J2, true);
  }
}
