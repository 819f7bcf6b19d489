package io.github.failoversyslog.it;

class LogbackOverflowIT extends OverflowContract {
  LogbackOverflowIT() {
    super(Framework.LOGBACK);
  }
}
