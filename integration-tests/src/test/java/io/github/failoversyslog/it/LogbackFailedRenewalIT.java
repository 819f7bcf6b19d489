package io.github.failoversyslog.it;

class LogbackFailedRenewalIT extends FailedRenewalContract {
  LogbackFailedRenewalIT() {
    super(Framework.LOGBACK);
  }
}
