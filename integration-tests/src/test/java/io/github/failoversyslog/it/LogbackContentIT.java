package io.github.failoversyslog.it;

class LogbackContentIT extends ContentContract {
  LogbackContentIT() {
    super(Framework.LOGBACK);
  }
}
