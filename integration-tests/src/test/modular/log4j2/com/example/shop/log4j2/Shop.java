package com.example.shop.log4j2;

import org.apache.logging.log4j.LogManager;

/** Logs its argument. */
public final class Shop {
  private Shop() {}

  public static void main(String[] args) {
    LogManager.getLogger(Shop.class).info(args[0]);
  }
}
