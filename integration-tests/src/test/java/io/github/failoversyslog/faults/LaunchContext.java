package io.github.failoversyslog.faults;

import java.util.List;

/**
 * Where and how a test process is launched.
 *
 * @param address of the process's sockets
 * @param commandPrefix precedes the command, such as {@code ip netns exec NAME}; empty for none
 */
public record LaunchContext(String address, List<String> commandPrefix) {
  public static final LaunchContext LOCAL = new LaunchContext("127.0.0.1", List.of());
}
