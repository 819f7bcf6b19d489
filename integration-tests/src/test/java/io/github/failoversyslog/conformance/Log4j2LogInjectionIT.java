package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.Framework;

class Log4j2LogInjectionIT extends LogInjectionContract {
  Log4j2LogInjectionIT() {
    super(Framework.LOG4J2);
  }
}
