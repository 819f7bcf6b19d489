package io.github.failoversyslog.log4j2;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** What Log4j writes to its own log between the construction of this and its close. */
final class StatusList implements AutoCloseable {
  private final List<StatusData> statuses = new ArrayList<>();
  private final StatusListener listener;

  StatusList(Level level) {
    listener =
        new StatusListener() {
          @Override
          public void log(StatusData data) {
            statuses.add(data);
          }

          @Override
          public Level getStatusLevel() {
            return level;
          }

          @Override
          public void close() {}
        };
    StatusLogger.getLogger().registerListener(listener);
  }

  List<StatusData> statuses() {
    return List.copyOf(statuses);
  }

  @Override
  public void close() {
    StatusLogger.getLogger().removeListener(listener);
  }
}
