package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class Log4j2KilledRenewalsIT extends KilledRenewalsContract {
  Log4j2KilledRenewalsIT() {
    super(Framework.LOG4J2);
  }
}
