package com.example.shop;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.slf4j.LoggerFactory;

/** A web application that logs when it is deployed. */
@WebListener
public class LogbackShop implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    for (int i = 0; i < 100; i++) {
      LoggerFactory.getLogger("shop").info("deployed {}", i);
    }
  }
}
