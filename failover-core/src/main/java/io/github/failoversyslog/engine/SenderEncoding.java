package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.Include;
import io.github.failoversyslog.config.LocalHostName;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.net.LocalAddresses;
import io.github.failoversyslog.wire.Encoding;
import java.util.List;

/** What the settings and this host mean for messages. */
final class SenderEncoding {
  private SenderEncoding() {}

  /** Looks up no name: without {@code hostName} it is the one that the system has. */
  static Encoding of(SenderConfig config) {
    return new Encoding(
        config.protocol(),
        config.message(),
        config.message().header().hostName().orElseGet(LocalHostName::known),
        config.message().data().includes(Include.ORIGIN) ? LocalAddresses.known() : List.of());
  }
}
