package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.Framework;

class Log4j2ConformanceIT extends ConformanceContract {
  Log4j2ConformanceIT() {
    super(Framework.LOG4J2);
  }
}
