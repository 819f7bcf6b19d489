package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RenewedDaemonsIT extends RenewedDaemonsContract {
  Log4j2RenewedDaemonsIT() {
    super(Framework.LOG4J2);
  }
}
