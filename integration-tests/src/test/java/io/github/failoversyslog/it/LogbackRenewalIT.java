package io.github.failoversyslog.it;

class LogbackRenewalIT extends RenewalContract {
  LogbackRenewalIT() {
    super(Framework.LOGBACK);
  }
}
