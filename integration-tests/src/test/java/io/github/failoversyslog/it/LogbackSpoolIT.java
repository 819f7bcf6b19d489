package io.github.failoversyslog.it;

class LogbackSpoolIT extends SpoolContract {
  LogbackSpoolIT() {
    super(Framework.LOGBACK);
  }
}
