package io.github.failoversyslog.it;

class Log4j2FailbackIT extends FailbackContract {
  Log4j2FailbackIT() {
    super(Framework.LOG4J2);
  }
}
