package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2FailedRenewalIT extends FailedRenewalContract {
  Log4j2FailedRenewalIT() {
    super(Framework.LOG4J2);
  }
}
