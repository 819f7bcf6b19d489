package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackTlsIT extends TlsContract {
  LogbackTlsIT() {
    super(Framework.LOGBACK);
  }
}
