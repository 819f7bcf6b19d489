package com.example.shop.logback;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

/** A bundle that logs when it is started. */
public final class Shop implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    LoggerFactory.getLogger(Shop.class).info("from " + context.getBundle().getSymbolicName());
  }

  @Override
  public void stop(BundleContext context) {}
}
