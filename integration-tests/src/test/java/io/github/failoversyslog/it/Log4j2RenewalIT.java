package io.github.failoversyslog.it;

class Log4j2RenewalIT extends RenewalContract {
  Log4j2RenewalIT() {
    super(Framework.LOG4J2);
  }
}
