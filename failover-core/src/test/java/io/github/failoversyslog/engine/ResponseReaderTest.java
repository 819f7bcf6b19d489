package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
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
  private static final long OPENED_AT_NANOS = 5;

  private final Connection connection = mock(Connection.class);
  private final Session session = mock(Session.class);
  private final MessagePump.Shared shared =
      PumpParts.shared(8, MessageRing.inMemory(64), new Counters(), () -> OPENED_AT_NANOS);

  private ResponseReader reader() {
    when(session.receiptRequests()).thenReturn(ReceiptRequests.none());
    var opened = new ConnectAttempt.Opened(new Server("log1", 601), 1, connection, session);
    return new ResponseReader(opened, shared, new ReceiptRequester(opened, shared));
  }

  @Test
  void datesResponsesByTheLastPollIfAllThatHadArrivedBeforeItWasRead() throws IOException {
    when(connection.read(any())).thenReturn(8, 0, 8, 0, 8, 0);
    when(connection.mayHaveMore()).thenReturn(false, true, false);
    datesResponses(reader(), new long[][] {{600, 600}, {700, 600}, {800, 800}});
  }

  @Test
  void datesWhatTheHandshakeHasReadByTheTimeAtWhichTheConnectionWasOpened() throws IOException {
    when(connection.read(any())).thenReturn(8, 0, 8, 0);
    when(connection.mayHaveMore()).thenReturn(true, false);
    datesResponses(reader(), new long[][] {{600, OPENED_AT_NANOS}, {700, 700}});
  }

  @Test
  void leavesWhatIsMoreThanSixteenReadsForTheNextTurn() throws IOException {
    when(connection.read(any())).thenReturn(8);
    ResponseReader reader = reader();
    assertThat(reader.read()).as("ended").isFalse();
    verify(connection, times(16)).read(any());
    assertThat(reader.isDrained()).isFalse();
  }

  private void datesResponses(ResponseReader input, long[][] pollsAndDates) throws IOException {
    InOrder order = inOrder(session);
    for (long[] pollAndDate : pollsAndDates) {
      shared.lastPoll().polled(pollAndDate[0]);
      assertThat(input.read()).as("ended").isFalse();
      order.verify(session).received(any(), eq(pollAndDate[1]), anyLong());
    }
  }
}
