package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;
import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackReadmeIT extends ReadmeContract {
  LogbackReadmeIT() {
    super(Framework.LOGBACK);
  }
}
