package io.github.failoversyslog.conformance;

import java.util.TimeZone;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs tests in a time zone whose offset from UTC is not a whole number of hours and is constant
 * all year.
 */
final class InAnotherTimeZone implements BeforeEachCallback, AfterEachCallback {
  private final TimeZone here = TimeZone.getDefault();

  @Override
  public void beforeEach(ExtensionContext context) {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TimeZone.setDefault(here);
  }
}
