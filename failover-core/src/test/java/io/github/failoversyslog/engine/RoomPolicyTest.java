package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ring has 1600 bytes, of which the least serious events may use 1280. Of the written messages,
 * the last 200 bytes are released last. Flowing means that the connection accepts bytes.
 */
class RoomPolicyTest {
  private static final int CAPACITY = 1600;
  private static final long LAST = 200;

  @ParameterizedTest(name = "released {0}, written {1}, tail {2}, {3}")
  @CsvSource(
      textBlock =
          """
          # room enough: nothing
             0,    0,    0, flowing,    0
             0,    0, 1600, flowing,    0
             0,  880,  880, flowing,    0
             0, 1180, 1180, blocked,    0
           500, 1680, 1680, blocked,  500
          # while the connection takes bytes: so that a quarter is free below what all may use
             0,  881,  881, flowing,    1
             0, 1000, 1280, flowing,  400
          5000, 6000, 6280, flowing, 5400
          # while it takes none: one sixteenth will do
             0, 1000, 1181, blocked,    1
             0, 1000, 1280, blocked,  100
             0, 1000, 1600, blocked,  420
          # the last of what was written stays until the ring is full but for one sixteenth
             0,  300, 1280, flowing,  100
             0,  300, 1280, blocked,  100
             0,  200, 1280, blocked,    0
             0,  200, 1500, blocked,    0
             0,  200, 1501, blocked,    1
             0,  200, 1600, blocked,  100
             0,  200, 1600, flowing,  100
           100,  300, 1700, blocked,  200
          # nothing that is not written
             0,   50, 1600, blocked,   50
             0,   50, 1600, flowing,   50
          """)
  void releasesUpTo(long released, long writtenTo, long tail, String connection, long expected) {
    RoomPolicy policy = new RoomPolicy(CAPACITY, LAST);
    assertThat(policy.releaseTo(released, writtenTo, tail, connection.equals("blocked")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"8, 2, 0.5", "16, 4, 1", "32, 4, 2", "64, 4, 4", "160, 10, 10", "1024, 64, 64"})
  void keepsFourMegabytesFreeWhileTheConnectionTakesBytes(
      int capacityMegabytes, double flowing, double blocked) {
    int capacity = capacityMegabytes * 1024 * 1024;
    RoomPolicy policy = new RoomPolicy(capacity, 0);
    long usable = Admission.usableByAll(capacity);
    assertThat(usable - (capacity - policy.releaseTo(0, capacity, capacity, false)))
        .isEqualTo(Math.round(flowing * 1024 * 1024));
    assertThat(usable - (capacity - policy.releaseTo(0, capacity, capacity, true)))
        .isEqualTo(Math.round(blocked * 1024 * 1024));
  }

  @ParameterizedTest
  @CsvSource({"0, 400", "100, 400", "300, 300", "400, 200", "401, 200", "1000000000, 200"})
  void keepsAtMostAQuarterOfTheRingForTheLastMessages(long last, long expected) {
    RoomPolicy policy = new RoomPolicy(CAPACITY, last);
    assertThat(policy.releaseTo(0, 600, 1580, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1600, blocked, never", // nothing was written
    "500, 500, 1600, blocked, never",
    "0, 500, 589, blocked, later",
    "0, 500, 590, blocked, soon",
    "0, 500, 1600, blocked, soon",
    "1000, 1500, 1589, blocked, later",
    "0, 500, 589, resting, never",
    "0, 500, 590, resting, soon"
  })
  void schedulesTheNextCheckWhenTheResultCanChange(
      long released, long writtenTo, long tail, String connection, String expected) {
    RoomPolicy policy = new RoomPolicy(CAPACITY, LAST);
    long nanos = policy.lookAgainNanos(released, writtenTo, tail, connection.equals("blocked"));
    assertThat(nanos)
        .isEqualTo(
            switch (expected) {
              case "never" -> Long.MAX_VALUE;
              case "later" -> 100_000_000;
              default -> 10_000_000;
            });
  }
}
