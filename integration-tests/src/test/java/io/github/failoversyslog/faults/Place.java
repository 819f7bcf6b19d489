package io.github.failoversyslog.faults;

import java.util.List;

/**
 * Where a process of the tests runs.
 *
 * @param address of its sockets
 * @param entrance a command that runs the command behind it there; empty: that is here
 */
public record Place(String address, List<String> entrance) {
  public static final Place HERE = new Place("127.0.0.1", List.of());
}
