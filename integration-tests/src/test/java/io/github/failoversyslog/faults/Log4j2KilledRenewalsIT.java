package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class Log4j2KilledRenewalsIT extends KilledRenewalsContract {
  Log4j2KilledRenewalsIT() {
    super(Framework.LOG4J2);
  }
}
