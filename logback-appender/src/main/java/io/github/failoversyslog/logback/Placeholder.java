package io.github.failoversyslog.logback;

/** Keeps the package from being empty until its first real class. */
public final class Placeholder {
  private Placeholder() {}
}
