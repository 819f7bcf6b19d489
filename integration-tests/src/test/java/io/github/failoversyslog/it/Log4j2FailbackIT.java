package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2FailbackIT extends FailbackContract {
  Log4j2FailbackIT() {
    super(Framework.LOG4J2);
  }
}
