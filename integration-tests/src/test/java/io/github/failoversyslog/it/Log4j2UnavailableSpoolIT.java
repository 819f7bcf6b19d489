package io.github.failoversyslog.it;

class Log4j2UnavailableSpoolIT extends UnavailableSpoolContract {
  Log4j2UnavailableSpoolIT() {
    super(Framework.LOG4J2);
  }
}
