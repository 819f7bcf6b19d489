package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2ReadmeIT extends ReadmeContract {
  Log4j2ReadmeIT() {
    super(Framework.LOG4J2);
  }
}
