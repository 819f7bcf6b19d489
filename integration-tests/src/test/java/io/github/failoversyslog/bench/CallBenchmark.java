package io.github.failoversyslog.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures a complete log call, including the framework and the appender. */
@State(Scope.Benchmark)
public class CallBenchmark {
  /** The entrant; JMH runs each in a separate JVM. */
  @Param({"LOG4J2_NULL", "LOG4J2_OURS", "LOGBACK_NULL", "LOGBACK_OURS"})
  public String entrant;

  private Contender contender;
  private int number;

  @Setup
  public void start() {
    contender = Entrant.valueOf(entrant).start();
  }

  /** Sets the context data of the events on each calling thread. */
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
