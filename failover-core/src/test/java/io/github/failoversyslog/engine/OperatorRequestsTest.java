package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OperatorRequestsTest {
  private final Runnable wakeUp = mock();
  private final OperatorRequests requests = new OperatorRequests(wakeUp);
  private final Queue<Signal> signals = new ArrayDeque<>();

  @Test
  void wakeTheLoopAndAreHandledOnceInOrder() {
    requests.add(Trigger.PROBE_NOW);
    requests.add(Trigger.FAIL_BACK_NOW);
    verify(wakeUp, times(2)).run();
    requests.moveTo(signals);
    requests.moveTo(signals);
    assertThat(signals)
        .extracting(Signal::trigger)
        .containsExactly(Trigger.PROBE_NOW, Trigger.FAIL_BACK_NOW);
  }
}
