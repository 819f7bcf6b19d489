package io.github.failoversyslog.it;

class LogbackFailbackIT extends FailbackContract {
  LogbackFailbackIT() {
    super(Framework.LOGBACK);
  }
}
