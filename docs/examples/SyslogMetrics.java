import com.sun.net.httpserver.HttpServer;
import io.github.failoversyslog.FailoverSyslogMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.LogManager;

/** Serves the meters to Prometheus at {@code /metrics}; needs micrometer-registry-prometheus. */
class SyslogMetrics {
  public static void main(String[] args) throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new FailoverSyslogMetrics().bindTo(registry);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] page = registry.scrape().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    LogManager.getLogger("shop").info("started");
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    System.in.read(); // until the standard input is closed
    server.stop(0);
  }
}
