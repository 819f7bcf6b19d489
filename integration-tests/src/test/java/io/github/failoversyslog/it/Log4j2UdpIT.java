package io.github.failoversyslog.it;

class Log4j2UdpIT extends UdpContract {
  Log4j2UdpIT() {
    super(Framework.LOG4J2);
  }
}
