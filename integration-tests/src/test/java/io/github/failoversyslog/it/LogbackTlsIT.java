package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;
import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackTlsIT extends TlsContract {
  LogbackTlsIT() {
    super(Framework.LOGBACK);
  }
}
