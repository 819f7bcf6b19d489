package com.example.shop;

import io.github.failoversyslog.FailoverSyslogMetrics;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application; the bean is bound to every registry that Boot makes. */
@SpringBootApplication
public class ShopApplication {
  @Bean
  FailoverSyslogMetrics failoverSyslogMetrics() {
    return new FailoverSyslogMetrics();
  }

  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
