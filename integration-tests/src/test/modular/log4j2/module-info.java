/** An application that logs with Log4j2. */
@SuppressWarnings("module") // a name may end in a digit if the framework's does
module com.example.shop.log4j2 {
  requires io.github.failoversyslog.log4j2;
}
