package io.github.failoversyslog.it;

class Log4j2IdleIT extends IdleContract {
  Log4j2IdleIT() {
    super(Framework.LOG4J2);
  }
}
