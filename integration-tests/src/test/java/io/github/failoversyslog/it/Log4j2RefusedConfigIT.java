package io.github.failoversyslog.it;

class Log4j2RefusedConfigIT extends RefusedConfigContract {
  Log4j2RefusedConfigIT() {
    super(Framework.LOG4J2);
  }
}
