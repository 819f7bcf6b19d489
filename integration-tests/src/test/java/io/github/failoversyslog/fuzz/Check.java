package io.github.failoversyslog.fuzz;

/** What fuzz targets require: Jazzer keeps the input for which this throws. */
public final class Check {
  private Check() {}

  public static void that(boolean met, String otherwise) {
    if (!met) {
      throw new AssertionError(otherwise);
    }
  }
}
