package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackUdpIT extends UdpContract {
  LogbackUdpIT() {
    super(Framework.LOGBACK);
  }
}
