/** An application that logs with Logback. */
module com.example.shop.logback {
  requires io.github.failoversyslog.logback;
  requires org.slf4j;
}
