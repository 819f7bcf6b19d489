package com.example.shop;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.apache.logging.log4j.LogManager;

/** Stops Log4j when the web application is undeployed. */
@WebListener
public class LogShutdown implements ServletContextListener {
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    LogManager.shutdown();
  }
}
