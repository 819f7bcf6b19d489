package io.github.failoversyslog.status;

import java.util.List;

/** A configuration that cannot be used; the message names every fault in it. */
public final class InvalidConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidConfigException(List<String> faults) {
    super(String.join("; ", faults));
  }
}
