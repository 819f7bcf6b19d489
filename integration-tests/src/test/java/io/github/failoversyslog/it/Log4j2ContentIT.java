package io.github.failoversyslog.it;

class Log4j2ContentIT extends ContentContract {
  Log4j2ContentIT() {
    super(Framework.LOG4J2);
  }
}
