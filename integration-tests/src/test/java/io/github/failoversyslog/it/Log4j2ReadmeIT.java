package io.github.failoversyslog.it;

class Log4j2ReadmeIT extends ReadmeContract {
  Log4j2ReadmeIT() {
    super(Framework.LOG4J2);
  }
}
