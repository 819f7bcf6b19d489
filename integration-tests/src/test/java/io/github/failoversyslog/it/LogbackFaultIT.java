package io.github.failoversyslog.it;

class LogbackFaultIT extends FaultContract {
  LogbackFaultIT() {
    super(Framework.LOGBACK);
  }
}
