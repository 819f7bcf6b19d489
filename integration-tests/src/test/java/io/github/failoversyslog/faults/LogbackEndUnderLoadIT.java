package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;
import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackEndUnderLoadIT extends EndUnderLoadContract {
  LogbackEndUnderLoadIT() {
    super(Framework.LOGBACK, false);
  }
}
