package io.github.failoversyslog.appender;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import java.util.ArrayList;
import java.util.List;
import org.mockito.MockedConstruction;

/** All senders that the test's thread creates before {@link #close} send nothing. */
public final class SilentSenders implements AutoCloseable {
  private final MessageWriter message = mock(MessageWriter.class);
  private final List<Object> arguments = new ArrayList<>();
  private final MockedConstruction<SyslogSender> senders;
  private boolean startFails;

  public SilentSenders() {
    when(message.scratch()).thenReturn(new StringBuilder());
    senders =
        mockConstruction(
            SyslogSender.class,
            (made, construction) -> {
              arguments.addAll(construction.arguments());
              when(made.message(any(), anyLong(), anyInt(), any())).thenReturn(message);
              if (startFails) {
                doThrow(new OutOfMemoryError("no thread")).when(made).start();
              }
            });
  }

  /** Those created from now on cannot be started. */
  public void failAtTheStart() {
    startFails = true;
  }

  /** The message that every sender begins. */
  public MessageWriter message() {
    return message;
  }

  /** Of the constructors of all senders. */
  public List<Object> arguments() {
    return arguments;
  }

  public List<SyslogSender> all() {
    return senders.constructed();
  }

  @Override
  public void close() {
    senders.close();
  }
}
