package io.github.failoversyslog.it;

class LogbackStopIT extends StopContract {
  LogbackStopIT() {
    super(Framework.LOGBACK);
  }
}
