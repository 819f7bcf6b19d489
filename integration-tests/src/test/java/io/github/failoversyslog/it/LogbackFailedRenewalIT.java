package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackFailedRenewalIT extends FailedRenewalContract {
  LogbackFailedRenewalIT() {
    super(Framework.LOGBACK);
  }
}
