package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class Log4j2UdpIT extends UdpContract {
  Log4j2UdpIT() {
    super(Framework.LOG4J2);
  }
}
