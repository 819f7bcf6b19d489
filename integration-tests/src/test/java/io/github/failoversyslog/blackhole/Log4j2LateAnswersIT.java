package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Framework;

class Log4j2LateAnswersIT extends LateAnswersContract {
  Log4j2LateAnswersIT() {
    super(Framework.LOG4J2);
  }
}
