package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Framework;

class Log4j2ForgottenFlowIT extends ForgottenFlowContract {
  Log4j2ForgottenFlowIT() {
    super(Framework.LOG4J2);
  }
}
