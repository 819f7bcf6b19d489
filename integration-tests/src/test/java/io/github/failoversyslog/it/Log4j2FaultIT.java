package io.github.failoversyslog.it;

class Log4j2FaultIT extends FaultContract {
  Log4j2FaultIT() {
    super(Framework.LOG4J2);
  }
}
