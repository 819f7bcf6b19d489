package io.github.failoversyslog.it;

class Log4j2FailedRenewalIT extends FailedRenewalContract {
  Log4j2FailedRenewalIT() {
    super(Framework.LOG4J2);
  }
}
