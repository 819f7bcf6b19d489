package io.github.failoversyslog.it;

class Log4j2SpoolIT extends SpoolContract {
  Log4j2SpoolIT() {
    super(Framework.LOG4J2);
  }
}
