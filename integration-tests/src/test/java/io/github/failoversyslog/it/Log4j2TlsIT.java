package io.github.failoversyslog.it;

class Log4j2TlsIT extends TlsContract {
  Log4j2TlsIT() {
    super(Framework.LOG4J2);
  }
}
