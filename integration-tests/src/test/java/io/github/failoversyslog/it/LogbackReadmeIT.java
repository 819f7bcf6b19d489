package io.github.failoversyslog.it;

class LogbackReadmeIT extends ReadmeContract {
  LogbackReadmeIT() {
    super(Framework.LOGBACK);
  }
}
