package io.github.failoversyslog.it;

class Log4j2StopIT extends StopContract {
  Log4j2StopIT() {
    super(Framework.LOG4J2);
  }
}
