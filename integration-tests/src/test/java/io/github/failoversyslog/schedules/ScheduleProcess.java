package io.github.failoversyslog.schedules;

import java.lang.reflect.InvocationTargetException;

/** Runs one schedule check: a public static method without parameters. */
public final class ScheduleProcess {
  /** Exit code if the check has found a fault. */
  static final int FAULT = 3;

  private ScheduleProcess() {}

  /**
   * @param args the class and the method
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    try {
      Class.forName(args[0]).getMethod(args[1]).invoke(null);
      System.exit(0);
    } catch (InvocationTargetException e) {
      Throwable found = e.getCause();
      found.printStackTrace();
      boolean broken = String.valueOf(found.getMessage()).contains("a bug in Lincheck");
      System.exit(found instanceof AssertionError && !broken ? FAULT : 1);
    }
  }
}
