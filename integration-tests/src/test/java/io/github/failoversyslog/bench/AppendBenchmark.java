package io.github.failoversyslog.bench;

import org.apache.logging.log4j.core.Appender;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures a Log4j2 appender's {@code append} with a prebuilt event, on one thread. */
@State(Scope.Thread)
public class AppendBenchmark {
  /** The entrant; JMH runs each in a separate JVM. */
  @Param({"log4j2-null.xml", "log4j2-ours.xml"})
  public String file;

  private final BenchmarkEvent event = new BenchmarkEvent();
  private Log4j2Contender contender;
  private Appender appender;

  @Setup
  public void start() {
    contender = Log4j2Contender.of(file);
    appender = contender.appender();
  }

  @TearDown
  public void stop() {
    contender.close();
  }

  @Benchmark
  public void append() {
    appender.append(event.next());
  }
}
