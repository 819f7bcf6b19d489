package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.core.ContextBase;
import io.github.failoversyslog.SyslogSender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SiftedTest {
  private final LoggerContext context = new LoggerContext();
  private final SiftingAppender sifting = new SiftingAppender();
  private final Sifted sifted = Sifted.of(sifting, context);
  private final List<String> done = new ArrayList<>();

  /** Says what was done, once; is over once somebody waited, or {@link #end} was called. */
  private class ScriptedStop implements Sifted.Stop {
    private final String name;
    private boolean begun;
    private boolean over;

    ScriptedStop(String name) {
      this.name = name;
    }

    @Override
    public void begin() {
      if (!begun) {
        begun = true;
        done.add("begin " + name);
      }
    }

    @Override
    public void finish() {
      if (!over) {
        over = true;
        done.add("await " + name);
      }
    }

    void end() {
      over = true;
    }

    @Override
    public boolean isOver() {
      return over;
    }
  }

  private Runnable start(String name) {
    return sifted.started(new ScriptedStop(name));
  }

  /** As the SiftingAppender does it, within its own doAppend. */
  private void stopOnALoggingThread(Runnable stop) {
    synchronized (sifting) {
      stop.run();
    }
  }

  @Test
  void aLoggingThreadDoesNotWait() {
    Runnable a = start("a");
    start("b");
    stopOnALoggingThread(a);
    assertThat(done).containsExactly("begin a");
  }

  @Test
  void anotherThreadWaitsForItsOwnAndForAllThatNobodyWaitedFor() {
    Runnable a = start("a");
    Runnable b = start("b");
    Runnable c = start("c");
    start("d");
    stopOnALoggingThread(a);
    stopOnALoggingThread(b);
    c.run();
    assertThat(done)
        .containsExactly("begin a", "begin b", "begin c", "await a", "await b", "await c");
  }

  @Test
  void whatNobodyElseWillWaitForIsWaitedForAtOnce() {
    Runnable a = start("a");
    Runnable b = start("b");
    stopOnALoggingThread(a);
    stopOnALoggingThread(b);
    assertThat(done).containsExactly("begin a", "begin b", "await a", "await b");
  }

  @Test
  void onceItWasBegunItsStopIsAWaitForItToo() {
    Runnable a = start("a");
    start("b");
    stopOnALoggingThread(a);
    stopOnALoggingThread(a);
    assertThat(done).containsExactly("begin a");
    a.run();
    assertThat(done).containsExactly("begin a", "await a");
  }

  @Test
  void oneStopLeavesTheOthersAlone() {
    Runnable a = start("a");
    start("b");
    a.run();
    assertThat(done).containsExactly("begin a", "await a");
  }

  @Test
  void theResetOfTheContextStopsAllAtTheSameTime() {
    Runnable a = start("a");
    Runnable b = start("b");
    context.reset();
    a.run();
    assertThat(done).containsExactly("begin a", "begin b", "await a", "await b");
    b.run();
    assertThat(done).hasSize(4);
  }

  @Test
  void theStopOfTheLastOneWaitsForOneThatIsBeingBegun() {
    Runnable[] last = new Runnable[1];
    Runnable a =
        sifted.started(
            new ScriptedStop("a") {
              @Override
              public void begin() {
                super.begin();
                runInAnotherThread(last[0]); // while the thread that logs is here
              }
            });
    last[0] = start("b");
    stopOnALoggingThread(a);
    assertThat(done).containsExactly("begin a", "begin b", "await a", "await b");
  }

  private static void runInAnotherThread(Runnable action) {
    Thread thread = new Thread(action);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thoseOfAnotherSiftingAppenderAreNoneOfItsBusiness() {
    Runnable a = start("a");
    Sifted.of(new SiftingAppender(), context).started(new ScriptedStop("other"));
    stopOnALoggingThread(a);
    assertThat(done).containsExactly("begin a", "await a");
  }

  @Test
  void soManyAreBegunAtTheSameTimeAndNotMore() {
    List<ScriptedStop> stops =
        IntStream.rangeClosed(0, Sifted.MOST_BEGUN + 1)
            .mapToObj(i -> new ScriptedStop("" + i))
            .toList();
    List<Runnable> endings = stops.stream().map(sifted::started).toList();
    start("last");
    endings.subList(0, Sifted.MOST_BEGUN).forEach(this::stopOnALoggingThread);
    assertThat(done).noneMatch(what -> what.startsWith("await"));
    stopOnALoggingThread(endings.get(Sifted.MOST_BEGUN));
    assertThat(done).filteredOn(what -> what.startsWith("await")).containsExactly("await 0");
    stops.get(1).end();
    stopOnALoggingThread(endings.get(Sifted.MOST_BEGUN + 1));
    assertThat(done).filteredOn(what -> what.startsWith("await")).containsExactly("await 0");
  }

  @Test
  void theStopOfASenderIsBegunAndAwaited() {
    SyslogSender sender = mock(SyslogSender.class);
    Sifted.Stop stop = Sifted.Stop.of(sender);
    stop.begin();
    verify(sender).beginStop();
    verify(sender, never()).stop();
    stop.finish();
    verify(sender).stop();
    assertThat(stop.isOver()).isFalse();
    when(sender.hasEnded()).thenReturn(true);
    assertThat(stop.isOver()).isTrue();
  }

  @Test
  void thereIsOnePerSiftingAppender() {
    assertThat(Sifted.of(sifting, context)).isSameAs(sifted);
    assertThat(Sifted.of(new SiftingAppender(), context)).isNotSameAs(sifted);
  }

  @Test
  void findsTheSiftingAppenderThatTheThreadIsInWhereverItIsAttached() {
    AsyncAppender around = new AsyncAppender();
    around.addAppender(sifting);
    context.getLogger("some.logger").addAppender(new SiftingAppender());
    context.getLogger("some.logger").addAppender(around);
    assertThat(Sifted.heldIn(context)).isNull();
    synchronized (sifting) {
      assertThat(Sifted.heldIn(context)).isSameAs(sifting);
      assertThat(Sifted.heldIn(new ContextBase())).isNull();
    }
  }
}
