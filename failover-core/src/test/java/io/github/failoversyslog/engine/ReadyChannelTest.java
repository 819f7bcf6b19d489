package io.github.failoversyslog.engine;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.net.ReadyHandler;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;

class ReadyChannelTest {
  private final SelectionKey key = mock();
  private final ReadyHandler handler = mock();

  @Test
  void isHandledIfItsKeyIsValid() {
    when(key.attachment()).thenReturn(handler);
    when(key.isValid()).thenReturn(true, false);
    SenderLoop.ready(key);
    verify(handler, times(1)).ready();
    SenderLoop.ready(key);
    verify(handler, times(1)).ready();
  }

  @Test
  void isLeftAloneIfNobodyHandlesIt() {
    when(key.attachment()).thenReturn("something else");
    when(key.isValid()).thenReturn(true);
    SenderLoop.ready(key);
    verify(handler, never()).ready();
  }
}
