package com.example.shop.logback;

import org.slf4j.LoggerFactory;

/** Logs its argument. */
public final class Shop {
  private Shop() {}

  public static void main(String[] args) {
    LoggerFactory.getLogger(Shop.class).info(args[0]);
  }
}
