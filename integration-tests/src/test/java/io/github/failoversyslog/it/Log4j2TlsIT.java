package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2TlsIT extends TlsContract {
  Log4j2TlsIT() {
    super(Framework.LOG4J2);
  }
}
