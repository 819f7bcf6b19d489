package io.github.failoversyslog.log4j2;

import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.mockito.ArgumentCaptor;

/** What Log4j writes to its own log between the construction of this and its close. */
final class StatusList implements AutoCloseable {
  private final StatusListener listener = mock(StatusListener.class);

  StatusList(Level level) {
    when(listener.getStatusLevel()).thenReturn(level);
    StatusLogger.getLogger().registerListener(listener);
  }

  List<StatusData> statuses() {
    ArgumentCaptor<StatusData> statuses = ArgumentCaptor.forClass(StatusData.class);
    verify(listener, atLeast(0)).log(statuses.capture());
    return statuses.getAllValues();
  }

  @Override
  public void close() {
    StatusLogger.getLogger().removeListener(listener);
  }
}
