package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each row is the history of a connection, and the result at a time: the position up to which
 * messages need no resend, where a resend also starts after a reset or a timeout, and the position
 * where it starts after an end of stream.
 *
 * <p>{@code steady 60} writes 100 bytes per second in steps of 0.1 s for 60 s, so that a position
 * tells when it was written. Times are in seconds.
 */
class ReleasePolicyTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          window | kernels | story                                            | now  | released | end
          # nothing was ever heard, and nothing lies further back than both kernels hold
          10  | 1000000 | steady 60                                           | 60   | 0    | 5900
          10  | 1000000 | steady 60                                           | 9999 | 0    | 6000
          # evidence: the server said something
          10  | 1000000 | write 100 at 1, hear at 10.9                        | 10.9 | 0    | 100
          10  | 1000000 | write 100 at 1, hear at 11                          | 11   | 100  | 100
          10  | 1000000 | steady 60, hear at 61                               | 61   | 5100 | 6000
          10  | 1000000 | steady 60, hear at 61                               | 9999 | 5100 | 6000
          10  | 1000000 | steady 60, hear at 70                               | 70   | 6000 | 6000
          # evidence: both kernels cannot hold so much
          10  | 0       | steady 60                                           | 60   | 5000 | 5900
          10  | 500     | steady 60                                           | 60   | 4500 | 5900
          10  | 500     | steady 60                                           | 100  | 4500 | 6000
          10  | 500     | steady 60, hear at 58                               | 60   | 4800 | 5900
          # receipts
          10  | 1000000 | steady 60, receipt 5200                             | 60   | 5200 | 5900
          10  | 1000000 | steady 60, receipt 5950                             | 60   | 5950 | 5950
          10  | 1000000 | steady 60, receipt 6000                             | 60   | 6000 | 6000
          10  | 500     | steady 60, receipt 4000                             | 60   | 4500 | 5900
          10  | 500     | steady 60, receipt 4600                             | 60   | 4600 | 5900
          # time in which the connection takes no bytes
          10  | 1000000 | write 100 at 1, block at 2, free at 1000, hear at 1008.9 | 1008.9 | 0 | 100
          10  | 1000000 | write 100 at 1, block at 2, free at 1000, hear at 1009   | 1009 | 100 | 100
          10  | 1000000 | steady 60, block at 60, hear at 100                 | 100  | 5000 | 5900
          10  | 0       | steady 60, block at 60                              | 100  | 5000 | 5900
          10  | 0       | steady 60, block at 60, receipt 5990                | 100  | 5990 | 5990
          # the end of the stream: what may have been under way, of the window at the most
          10  | 1000000 | steady 60                                           | 60.5 | 0    | 5950
          10  | 1000000 | steady 60                                           | 61   | 0    | 6000
          0.5 | 1000000 | steady 60                                           | 60   | 0    | 5950
          0.5 | 0       | steady 60                                           | 60   | 5950 | 5950
          # no window: nothing is sent again that was written
          0   | 1000000 | write 100 at 1                                      | 1    | 100  | 100
          0   | 1000000 | steady 60                                           | 60   | 6000 | 6000
          0   | 1000000 | steady 60, back to 5500                             | 60   | 5500 | 5500
          # the connection's first message is not the ring's
          10  | 0       | start 700 at 3                                      | 99   | 700  | 700
          10  | 0       | start 700 at 3, write 800 at 4                      | 5    | 700  | 800
          10  | 0       | start 700 at 3, write 800 at 4, hear at 14          | 14   | 800  | 800
          10  | 0       | start 700 at 3, write 800 at 4, hear at 13.9        | 14   | 700  | 800
          # the reader went back: what is behind has not been written
          10  | 1000000 | steady 60, back to 5500, hear at 100                | 100  | 5500 | 5500
          10  | 1000000 | steady 60, receipt 5800, back to 5500               | 60   | 5500 | 5500
          10  | 1000000 | steady 60, back to 4000, write 6000 at 101, hear at 110 | 110 | 4000 | 6000
          10  | 1000000 | steady 60, back to 4000, write 6000 at 101, hear at 111 | 111 | 6000 | 6000
          10  | 1000000 | start 700 at 3, write 800 at 4, back to 600, hear at 99 | 99  | 600  | 600
          """,
      useHeadersInDisplayName = true)
  void decides(double window, long kernels, String story, double now, long released, long end) {
    OneConnection connection = new OneConnection(new ReleasePolicy(seconds(window), 0, kernels));
    for (String happening : story.split(", ", -1)) {
      connection.happens(happening.split(" ", -1));
    }
    assertThat(connection.policy.releasable(connection.known())).isEqualTo(released);
    assertThat(connection.resendFrom(Loss.BROKEN, now)).as("after a break").isEqualTo(released);
    assertThat(connection.resendFrom(Loss.END_OF_STREAM, now)).as("after the end").isEqualTo(end);
  }

  /** 100 bytes per second for 60 s. */
  @ParameterizedTest(name = "our kernel holds {0}: at {1} s the end of the stream proves up to {2}")
  @CsvSource({
    "0, 100, 6000",
    "200, 100, 5800", // our kernel may hold it, however old it is
    "1000000, 100, 0",
    "50, 60, 5900", // written in the last second
    "200, 60, 5800"
  })
  void anEndOfStreamProvesOnlyMessagesThatHaveLeftOurKernel(long ourKernel, double now, long end) {
    OneConnection connection =
        new OneConnection(new ReleasePolicy(seconds(10), ourKernel, 1_000_000));
    connection.happens("steady", "60");
    assertThat(connection.policy.resendFrom(Loss.END_OF_STREAM, connection.known(), seconds(now)))
        .isEqualTo(end);
  }

  private static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  private static final class OneConnection {
    private final ReleasePolicy policy;
    private WriteLog log;
    private long heardAt;
    private long receipt;
    private long writtenTo;

    OneConnection(ReleasePolicy policy) {
      this.policy = policy;
      this.log = policy.newLog(0, 0);
    }

    void happens(String... words) {
      long number = words[1].equals("at") || words[1].equals("to") ? 0 : Long.parseLong(words[1]);
      long at = words.length > 2 ? seconds(Double.parseDouble(words[words.length - 1])) : 0;
      switch (words[0]) {
        case "start" -> {
          log = policy.newLog(number, at);
          writtenTo = number;
          receipt = number;
        }
        case "write" -> writes(number, at);
        case "steady" -> {
          for (int tenth = 0; tenth <= number * 10; tenth++) {
            writes(tenth * 10L, seconds(tenth / 10.0));
          }
        }
        case "hear" -> heardAt = log.time(at);
        case "block" -> log.blocked(true, at);
        case "free" -> log.blocked(false, at);
        case "receipt" -> receipt = number;
        case "back" -> {
          writtenTo = Long.parseLong(words[2]);
          log.cutBackTo(writtenTo);
          receipt = Math.min(receipt, writtenTo);
        }
        default -> throw new IllegalArgumentException(words[0]);
      }
    }

    private void writes(long position, long at) {
      log.written(position, at);
      writtenTo = position;
    }

    ReleasePolicy.Known known() {
      return new ReleasePolicy.Known(log, heardAt, receipt, writtenTo);
    }

    long resendFrom(Loss loss, double now) {
      return policy.resendFrom(loss, known(), seconds(now));
    }
  }
}
