package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2TerminatedApplicationIT extends TerminatedApplicationContract {
  Log4j2TerminatedApplicationIT() {
    super(Framework.LOG4J2);
  }
}
