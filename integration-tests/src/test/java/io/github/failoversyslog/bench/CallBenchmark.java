package io.github.failoversyslog.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A call of the logger, with all that the framework and the appender do in it. */
@State(Scope.Benchmark)
public class CallBenchmark {
  /** Which entrant; JMH gives each a JVM of its own. */
  @Param({"LOG4J2_NULL", "LOG4J2_OURS", "LOGBACK_NULL", "LOGBACK_OURS"})
  public String entrant;

  private Contender contender;
  private int number;

  @Setup
  public void start() {
    contender = Entrant.valueOf(entrant).start();
  }

  /** Puts the context entries that events have. */
  @State(Scope.Thread)
  public static class Caller {
    @Setup
    public void enter(CallBenchmark benchmark) {
      benchmark.contender.enterThread();
    }
  }

  @TearDown
  public void stop() {
    contender.close();
  }

  @Benchmark
  public void call(Caller unused) {
    contender.log(number++);
  }
}
