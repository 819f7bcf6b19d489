package io.github.failoversyslog.it;

class LogbackRealServersIT extends RealServersContract {
  LogbackRealServersIT() {
    super(Framework.LOGBACK);
  }
}
