package io.github.failoversyslog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void aThreadIsReadFromItsFiles() {
    ThreadUsage thread =
        ThreadUsage.of(
            "failover-syslog\n",
            "1911688 2000 17\n",
            List.of(
                "Name:\tfailover-syslog",
                "voluntary_ctxt_switches:\t321",
                "nonvoluntary_ctxt_switches:\t4"));
    assertThat(thread).isEqualTo(new ThreadUsage("failover-syslog", 1_911_688, 321));
    assertThat(thread.isOwn()).isTrue();
  }

  @Test
  void ofAPeriodCountsWhatTheThreadsAliveAtItsEndUsedInIt() {
    ProcessUsage before =
        new ProcessUsage(
            Map.of(
                "1", new ThreadUsage("main", 100, 10),
                "2", new ThreadUsage("failover-syslog", 200, 20),
                "3", new ThreadUsage("C2 CompilerThre", 9_000, 90)));
    ProcessUsage after =
        new ProcessUsage(
            Map.of(
                "1", new ThreadUsage("main", 101, 11),
                "2", new ThreadUsage("failover-syslog", 230, 25),
                "4", new ThreadUsage("failover-syslog", 4, 1),
                "5", new ThreadUsage("pacer", 500, 50)));
    assertThat(after.since(before)).isEqualTo(new ProcessUsage.Used(535, 34, 6));
  }

  @Test
  void theThreadsOfThisProcessAreFound() {
    assertThat(ProcessUsage.of(ProcessHandle.current().pid()).threads().values())
        .anyMatch(thread -> thread.cpuNanos() > 0);
  }
}
