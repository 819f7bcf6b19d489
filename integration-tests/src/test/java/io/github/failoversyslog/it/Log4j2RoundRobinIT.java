package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2RoundRobinIT extends RoundRobinContract {
  Log4j2RoundRobinIT() {
    super(Framework.LOG4J2);
  }
}
