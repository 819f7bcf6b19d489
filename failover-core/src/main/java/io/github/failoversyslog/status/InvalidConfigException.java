package io.github.failoversyslog.status;

import java.util.List;

/** An invalid configuration; the message lists all faults. */
public final class InvalidConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidConfigException(List<String> faults) {
    super(String.join("; ", faults));
  }
}
