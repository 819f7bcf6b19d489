package com.example.orders;

import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Logs when it starts and when it is shut down, for which it waits. */
@SpringBootApplication
public class OrdersApplication implements CommandLineRunner {
  private static final Logger LOG = LoggerFactory.getLogger(OrdersApplication.class);

  @Override
  public void run(String... args) throws Exception {
    for (int i = 0; i < 100; i++) {
      LOG.info("order {}", i);
    }
    System.in.read();
  }

  @PreDestroy
  void close() {
    for (int i = 0; i < 500; i++) {
      LOG.info("closing {}", i);
    }
  }

  public static void main(String[] args) {
    SpringApplication.run(OrdersApplication.class, args);
  }
}
