package io.github.failoversyslog.status;

/** Classes that a configuration may name as listeners. */
public final class NamedListeners {
  /** What a class is told that is not one. */
  public static final String EXPECTED =
      "; expected a public class that implements SenderListener and has a public constructor without"
          + " parameters";

  private NamedListeners() {}

  /** A listener that does nothing. */
  public static final class Good implements SenderListener {
    public Good() {}

    @Override
    public void status(Status status) {}
  }

  /** A listener that cannot be made. */
  public static final class Failing implements SenderListener {
    public Failing() {
      throw new IllegalStateException("made to fail");
    }

    @Override
    public void status(Status status) {}
  }
}
