package io.github.failoversyslog.appender;

/** A throwable with a stack trace of two known lines. */
public final class ThrownInShop {
  private ThrownInShop() {}

  /** Returns a new one, whose message is "outer". */
  public static Throwable make() {
    Throwable thrown = new IllegalStateException("outer");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("Shop", "sell", "Shop.java", 7),
          new StackTraceElement("Shop", "main", "Shop.java", 3)
        });
    return thrown;
  }
}
