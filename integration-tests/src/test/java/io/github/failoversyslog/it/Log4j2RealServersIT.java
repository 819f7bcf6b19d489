package io.github.failoversyslog.it;

class Log4j2RealServersIT extends RealServersContract {
  Log4j2RealServersIT() {
    super(Framework.LOG4J2);
  }
}
