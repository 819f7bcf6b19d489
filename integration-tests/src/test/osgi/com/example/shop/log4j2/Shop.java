package com.example.shop.log4j2;

import org.apache.logging.log4j.LogManager;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that logs when it is started. */
public final class Shop implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    LogManager.getLogger(Shop.class).info("from " + context.getBundle().getSymbolicName());
  }

  @Override
  public void stop(BundleContext context) {}
}
