package io.github.failoversyslog.it;

class LogbackUdpIT extends UdpContract {
  LogbackUdpIT() {
    super(Framework.LOGBACK);
  }
}
