package io.github.failoversyslog.it;

class LogbackTlsIT extends TlsContract {
  LogbackTlsIT() {
    super(Framework.LOGBACK);
  }
}
