package io.github.failoversyslog.it;

class LogbackRoundRobinIT extends RoundRobinContract {
  LogbackRoundRobinIT() {
    super(Framework.LOGBACK);
  }
}
