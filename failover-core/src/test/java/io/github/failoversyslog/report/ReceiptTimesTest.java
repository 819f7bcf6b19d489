package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTimesTest {
  private static final Object OWNER = new Object();

  private final List<Long> measured = new ArrayList<>();
  private long nowNanos = 1000;
  private final ReceiptTimes times = new ReceiptTimes(() -> nowNanos);

  @Test
  void measuresNothingWhileNobodyListens() {
    assertThat(times.isWanted()).isFalse();
    times.appended(100);
    times.add(OWNER, measured::add);
    times.released(100, true);
    assertThat(measured).isEmpty();
  }

  @Test
  void measuresOneMessageUntilItsReceiptAndThenTheNext() {
    times.add(OWNER, measured::add);
    assertThat(times.isWanted()).isTrue();
    times.appended(100);
    assertThat(times.isWanted()).isFalse();
    nowNanos += 5;
    times.appended(200); // not measured
    times.released(99, true);
    assertThat(measured).isEmpty();
    nowNanos += 2;
    times.released(100, true);
    assertThat(measured).containsExactly(7L);

    times.appended(300);
    nowNanos += 1;
    times.released(400, true);
    assertThat(measured).containsExactly(7L, 1L);
  }

  @Test
  void aMessageThatIsLoggedOnceATimeIsKnownIsMeasured() {
    times.add(
        OWNER,
        nanos -> {
          measured.add(nanos);
          times.appended(200);
        });
    times.appended(100);
    times.released(100, true);
    nowNanos += 3;
    times.released(200, true);
    assertThat(measured).containsExactly(0L, 3L);
  }

  @Test
  void doesNotCountAMessageThatLeftTheBufferWithoutAReceipt() {
    times.add(OWNER, measured::add);
    times.appended(100);
    times.released(150, false);
    assertThat(measured).isEmpty();
    assertThat(times.isWanted()).isTrue();
  }

  @Test
  void anOwnerHasOneListener() {
    times.add(OWNER, measured::add);
    times.add(OWNER, measured::add);
    times.add("another owner", measured::add);
    times.appended(100);
    times.released(100, true);
    assertThat(measured).containsExactly(0L, 0L);
  }

  @Test
  void aListenerThatFailsDoesNotDisturbDeliveryOrTheOthers() {
    times.add(
        OWNER,
        nanos -> {
          throw new IllegalStateException("of a registry");
        });
    times.add("another owner", measured::add);
    times.appended(100);
    times.released(100, true);
    assertThat(measured).containsExactly(0L);
    assertThat(times.isWanted()).isTrue();
  }

  @Test
  void stopsWhenTheLastListenerHasLeft() {
    times.add(OWNER, measured::add);
    times.appended(100);
    times.remove(OWNER);
    times.released(100, true);
    assertThat(measured).isEmpty();
    assertThat(times.isWanted()).isFalse();
    times.add(OWNER, measured::add);
    assertThat(times.isWanted()).isTrue();
  }
}
