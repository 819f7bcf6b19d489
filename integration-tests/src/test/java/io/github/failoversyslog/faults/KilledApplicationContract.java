package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.Framework;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Applications whose process is killed, and with it the buffer in its memory. */
abstract class KilledApplicationContract extends CountedContract {
  KilledApplicationContract(Framework framework) {
    super(framework);
  }

  @Test
  void losesOnlyTheNewestEventsWhenTheApplicationIsKilled() {
    RecordedServer server = openServers(1).get(0);
    try (ApplicationProcess application = startProcess(0, Map.of())) {
      awaitMore(server, EVENTS_PER_SECOND);
      application.kill();
      server.settle();
      // The one that was being logged may have arrived.
      int logged = (int) Math.max(application.logged(), server.newest() + 1);
      Tally tally = Tally.of(new int[] {logged}, List.of(server));
      report("application killed, no spool", tally, EVENTS_PER_SECOND + " events/s");
      assertThat(logged).isLessThanOrEqualTo(application.logged() + 1);
      assertThat(tally.unknown()).isZero();
      assertThat(tally.repeated()).isZero();
      assertThat(tally.outOfOrder()).isZero();
      assertThat(tally.lost())
          .containsExactly(LongStream.range(server.newest() + 1, logged).toArray());
    }
  }

  @Test
  void losesNothingWhenTheApplicationIsStopped() {
    RecordedServer server = openServers(1).get(0);
    try (ApplicationProcess application = startProcess(0, Map.of())) {
      awaitMore(server, EVENTS_PER_SECOND);
      application.stop();
      Tally tally = Tally.of(new int[] {application.logged()}, List.of(server));
      report("application stopped", tally, EVENTS_PER_SECOND + " events/s");
      assertThat(tally.unknown()).isZero();
      assertThat(tally.lost()).isEmpty();
      assertThat(tally.repeated()).isZero();
      assertThat(tally.outOfOrder()).isZero();
    }
  }

  private ApplicationProcess startProcess(int caller, Map<String, String> settings) {
    return ApplicationProcess.start(
        framework(), configuration(settings), caller, EVENTS_PER_SECOND, folder);
  }
}
