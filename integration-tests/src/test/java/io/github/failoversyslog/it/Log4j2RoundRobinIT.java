package io.github.failoversyslog.it;

class Log4j2RoundRobinIT extends RoundRobinContract {
  Log4j2RoundRobinIT() {
    super(Framework.LOG4J2);
  }
}
