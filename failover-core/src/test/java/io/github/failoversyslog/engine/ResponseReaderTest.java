package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class ResponseReaderTest {
  private static final long MADE_AT_NANOS = 5;

  private final Connection connection = mock(Connection.class);
  private final Session session = mock(Session.class);
  private final MessagePump.Shared shared =
      PumpParts.shared(8, MessageRing.inMemory(64), new Counters(), () -> MADE_AT_NANOS);
  private final ResponseReader input = reader();

  private ResponseReader reader() {
    when(session.receiptRequests()).thenReturn(ReceiptRequests.none());
    var opened = new ConnectAttempt.Opened(new Server("log1", 601), 1, connection, session);
    return new ResponseReader(opened, shared, new ReceiptRequester(opened, shared));
  }

  @Test
  void datesResponsesByTheTimeSinceWhichTheyMayHaveArrived() throws IOException {
    when(connection.read(any())).thenReturn(8, 0, 8, 0, 8, 0);
    when(connection.mayHaveMore()).thenReturn(true, false);
    InOrder order = inOrder(session);
    for (long[] pollAndSince : new long[][] {{600, 5}, {700, 5}, {800, 800}}) {
      shared.lastPoll().polled(pollAndSince[0]);
      assertThat(input.read()).as("ended").isFalse();
      order.verify(session).received(any(), eq(pollAndSince[1]), anyLong());
    }
  }
}
