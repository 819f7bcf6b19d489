package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A position equals the time when it was written. Marks are 10 units apart. */
class WriteLogTest {
  private final WriteLog log = new WriteLog(10, 0, 0);

  private void writesTo(long end, int step) {
    for (long at = step; at <= end; at += step) {
      log.written(at, at);
    }
  }

  @Test
  void returnsTheStartBeforeTheFirstWrite() {
    WriteLog fromSeven = new WriteLog(10, 700, 50);
    assertThat(fromSeven.positionAt(1000)).isEqualTo(700);
    assertThat(fromSeven.timeOf(1000)).isZero();
  }

  @Test
  void returnsTheFirstWriteToo() {
    log.written(7, 50);
    assertThat(log.positionAt(49)).isZero();
    assertThat(log.positionAt(50)).isEqualTo(7);
    assertThat(log.timeOf(6)).isZero();
    assertThat(log.timeOf(7)).isEqualTo(50);
    assertThat(log.positionUpTo(6)).isZero();
    assertThat(log.positionUpTo(7)).isEqualTo(7);
  }

  @Test
  void isTooOldByLessThanTwoMarks() {
    writesTo(5000, 1);
    for (long at = 1000; at <= 5000; at += 7) {
      assertThat(log.positionAt(at)).isBetween(at - 20, at);
      assertThat(log.timeOf(at)).isBetween(at - 20, at);
    }
  }

  @Test
  void returnsTheNewestWriteExactly() {
    writesTo(5003, 1);
    assertThat(log.positionAt(5003)).isEqualTo(5003);
    assertThat(log.timeOf(5003)).isEqualTo(5003);
  }

  /** A server that rarely sends data: evidence for messages may be hours old. */
  @Test
  void isTooOldByAtMostOneHundredthOfTheAge() {
    long end = 10_000_000;
    writesTo(end, 5);
    for (long age = 1000; age < end; age = age * 5 / 4) {
      long at = end - age;
      assertThat(log.positionAt(at)).as("age %d", age).isBetween(at - age / 100 - 20, at);
      assertThat(log.timeOf(at)).as("age %d", age).isBetween(at - age / 100 - 20, at);
    }
  }

  /** Writes that are all further apart than 1/100 of their age: more than there are marks. */
  @Test
  void forgetsTheOldestWritesIfNoOtherCanBeSpared() {
    int writes = 3000;
    long[] ages =
        IntStream.range(0, writes).mapToLong(i -> (long) (10_000 * Math.pow(1.01, i))).toArray();
    long end = ages[writes - 1];
    WriteLog longLog = new WriteLog(0, 0, 0);
    for (int i = 1; i <= writes; i++) {
      longLog.written(i, end - ages[writes - i]);
    }
    for (int i = writes - 2000; i <= writes; i++) {
      assertThat(longLog.positionAt(end - ages[writes - i])).isEqualTo(i);
      assertThat(longLog.timeOf(i)).isEqualTo(end - ages[writes - i]);
    }
    assertThat(longLog.positionAt(end - ages[writes - 10])).as("before the oldest").isZero();
  }

  @Test
  void neverReturnsAPositionThatWasWrittenLater() {
    WriteLog longLog = new WriteLog(0, 0, 0);
    for (long at = 1; at <= 100_000; at++) {
      longLog.written(at, at * at); // at growing intervals
      long middle = at / 2;
      assertThat(longLog.positionAt(middle * middle)).isLessThanOrEqualTo(middle);
    }
  }

  @Test
  void stopsItsClockWhileTheConnectionIsBlocked() {
    log.written(100, 100);
    log.blocked(true, 150);
    assertThat(log.time(1000)).isEqualTo(150);
    log.blocked(true, 1000);
    assertThat(log.time(2000)).isEqualTo(150);
    log.blocked(false, 2000);
    assertThat(log.time(2010)).isEqualTo(160);
    log.written(200, 2010);
    assertThat(log.positionAt(159)).isEqualTo(100);
    assertThat(log.positionAt(160)).isEqualTo(200);
  }

  @Test
  void returnsNoLaterTimeForATimeBeforeItWasBlocked() {
    log.written(100, 100);
    log.blocked(true, 150);
    assertThat(log.time(120)).isEqualTo(120);
    assertThat(log.time(150)).isEqualTo(150);
  }

  @Test
  void forgetsWritesAfterThePositionItIsCutBackTo() {
    writesTo(1000, 100);
    log.cutBackTo(550);
    assertThat(log.positionAt(1000)).isEqualTo(500);
    log.cutBackTo(-50);
    assertThat(log.positionAt(1000)).isEqualTo(-50);
  }
}
