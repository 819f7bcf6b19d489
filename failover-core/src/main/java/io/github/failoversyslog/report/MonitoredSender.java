package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be asked of a sender while it runs. Any thread. */
public interface MonitoredSender {
  /** A snapshot of all that follows; for one value of it ask for that. */
  SenderStatistics statistics();

  SenderHealth health();

  /** The primary first. */
  List<Server> servers();

  /** Of this sender; they go on counting. */
  Counters counters();

  /** The server in use, if any. */
  Optional<Server> currentServer();

  /** Bytes not yet written to a connection. */
  long bytesWaiting();

  /** Bytes written, and kept in case they have to be written again. */
  long bytesUnconfirmed();

  /** The sum of both, of one moment. */
  long bytesInBuffer();

  /** Bytes that the buffer has. */
  long bufferSize();

  /** Age of the oldest message not yet written to a connection; zero if there is none. */
  Duration oldestWaiting();

  Optional<ServerChange> lastChange();

  /** As in {@link SenderStatistics}. */
  Optional<String> spoolFault();

  /**
   * Probes the primary now, in the background.
   *
   * @throws IllegalStateException if nothing is to be probed; its message says why
   */
  void probePrimary();

  /**
   * Probes the primary now, in the background, and uses it again if this one probe passes.
   *
   * @throws IllegalStateException as {@link #probePrimary}
   */
  void failBackNow();
}
