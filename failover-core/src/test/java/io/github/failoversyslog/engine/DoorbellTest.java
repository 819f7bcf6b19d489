package io.github.failoversyslog.engine;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

class DoorbellTest {
  private final Selector selector = mock();
  private final Doorbell doorbell = new Doorbell(selector);

  @Test
  void doesNotWakeALoopThatIsAwake() {
    doorbell.ring();
    doorbell.listen();
    doorbell.stopListening();
    doorbell.ring();
    verify(selector, never()).wakeup();
  }

  @Test
  void wakesASleepingLoopOnceForManyMessages() {
    doorbell.listen();
    doorbell.ring();
    doorbell.ring();
    doorbell.ring();
    verify(selector, times(1)).wakeup();
  }

  @Test
  void wakesTheLoopAgainWhenItSleepsAgain() {
    doorbell.listen();
    doorbell.ring();
    doorbell.stopListening();
    doorbell.listen();
    doorbell.ring();
    verify(selector, times(2)).wakeup();
  }
}
