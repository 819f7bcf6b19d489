package io.github.failoversyslog.it;

class Log4j2RelpIT extends RelpContract {
  Log4j2RelpIT() {
    super(Framework.LOG4J2);
  }
}
