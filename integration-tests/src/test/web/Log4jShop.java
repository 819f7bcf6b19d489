package com.example.shop;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.apache.logging.log4j.LogManager;

/** A web application that logs when it is deployed. */
@WebListener
public class Log4jShop implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    for (int i = 0; i < 100; i++) {
      LogManager.getLogger("shop").info("deployed {}", i);
    }
  }
}
