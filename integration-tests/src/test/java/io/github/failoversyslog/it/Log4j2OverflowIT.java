package io.github.failoversyslog.it;

class Log4j2OverflowIT extends OverflowContract {
  Log4j2OverflowIT() {
    super(Framework.LOG4J2);
  }
}
