package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackRenewalIT extends RenewalContract {
  LogbackRenewalIT() {
    super(Framework.LOGBACK);
  }
}
