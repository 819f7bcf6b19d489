package io.github.failoversyslog.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures single functions with JMH; a counting server receives the output of those that send. */
final class Functions {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int WARM_UPS = 4;

  private final Effort effort;

  Functions(Effort effort) {
    this.effort = effort;
  }

  private record Cost(double nanos, double allocatedBytes) {}

  /** Compares the events per second of this library's encoder and of Log4j2's. */
  List<String> encoder() {
    Table table = new Table("one thread", "ns per event", "events/s", "allocated");
    run("EncoderBenchmark")
        .forEach(
            (name, cost) ->
                table.row(
                    name,
                    Table.number(cost.nanos),
                    Table.number(1e9 / cost.nanos),
                    bytes(cost.allocatedBytes)));
    return table.lines();
  }

  /** Bytes allocated per event by all threads of the process. */
  List<String> allocation() {
    Table table = new Table("one thread", "allocated per event", "ns per event");
    run("(AppendBenchmark|CallBenchmark)")
        .forEach(
            (name, cost) -> table.row(name, bytes(cost.allocatedBytes), Table.number(cost.nanos)));
    return table.lines();
  }

  /** The time per event spent in each stage. */
  List<String> stages() {
    Map<String, Cost> costs =
        run("(StageBenchmark|EncoderBenchmark.messageWriter|CallBenchmark.*)");
    double claim = nanos(costs, "StageBenchmark.claim");
    return new Table("stage", "ns per event", "by")
        .row("framework, Log4j2", number(costs, "CallBenchmark.call LOG4J2_NULL"), "caller")
        .row("framework, Logback", number(costs, "CallBenchmark.call LOGBACK_NULL"), "caller")
        .row("encode", number(costs, "EncoderBenchmark.messageWriter"), "caller")
        .row("claim", Table.number(claim), "caller")
        .row("copy", Table.number(nanos(costs, "StageBenchmark.claimAndCopy") - claim), "caller")
        .row("frame", number(costs, "StageBenchmark.frame"), "sender's thread")
        .row("release", number(costs, "StageBenchmark.release"), "sender's thread")
        .row(
            "system call, of " + StageBenchmark.MESSAGES + " events",
            number(costs, "StageBenchmark.systemCall"),
            "sender's thread")
        .row("whole call, Log4j2", number(costs, "CallBenchmark.call LOG4J2_OURS"), "both at once")
        .row(
            "whole call, Logback", number(costs, "CallBenchmark.call LOGBACK_OURS"), "both at once")
        .lines();
  }

  private static String number(Map<String, Cost> costs, String name) {
    return Table.number(nanos(costs, name));
  }

  private static double nanos(Map<String, Cost> costs, String name) {
    return costs.get(name).nanos;
  }

  private static String bytes(double allocated) {
    return String.format(Locale.ROOT, "%.2f B", allocated);
  }

  /** Results by class and method, and parameter if present. */
  private Map<String, Cost> run(String pattern) {
    Map<String, Cost> costs = new TreeMap<>();
    try {
      for (RunResult result :
          new Runner(
                  new OptionsBuilder()
                      .include("\\.bench\\." + pattern)
                      .mode(Mode.AverageTime)
                      .timeUnit(TimeUnit.NANOSECONDS)
                      .forks(1)
                      .warmupIterations(WARM_UPS)
                      .warmupTime(TimeValue.milliseconds(effort.millis()))
                      .measurementIterations(effort.rounds())
                      .measurementTime(TimeValue.milliseconds(effort.millis()))
                      .addProfiler(GCProfiler.class)
                      .shouldFailOnError(true)
                      .jvmArgsAppend("-Dbench.port=" + System.getProperty("bench.port"))
                      .build())
              .run()) {
        costs.put(
            name(result),
            new Cost(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get(ALLOCATED).getScore()));
      }
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
    return costs;
  }

  private static String name(RunResult result) {
    String method = result.getParams().getBenchmark();
    String simple = method.substring(method.indexOf(".bench.") + ".bench.".length());
    List<String> parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> " " + result.getParams().getParam(key))
            .toList();
    return simple + String.join("", parameters);
  }
}
