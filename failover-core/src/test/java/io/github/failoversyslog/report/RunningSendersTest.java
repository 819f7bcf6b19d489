package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.status.SenderName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunningSendersTest {
  private static final SenderName NAME = new SenderName("log4j2", "app", "SYSLOG");
  private static final SenderName OTHER = new SenderName("log4j2", "app", "AUDIT");

  private static final Object CONTEXT = new Object();

  private final RunningSenders senders = new RunningSenders();
  private final List<SenderName> told = new ArrayList<>();
  private final List<SenderName> forgotten = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  private static MonitoredSender accepting(long messages) {
    MonitoredSender sender = mock(MonitoredSender.class);
    Counters counters = new Counters();
    counters.accepted.add(messages);
    when(sender.counters()).thenReturn(counters);
    when(sender.lastChange()).thenReturn(Optional.empty());
    return sender;
  }

  private SenderWatcher watcher(Consumer<SendersOfOneName> whenStarted) {
    return new SenderWatcher() {
      @Override
      public void started(SendersOfOneName ofName) {
        whenStarted.accept(ofName);
      }

      @Override
      public void forgotten(SendersOfOneName ofName) {
        forgotten.add(ofName.name());
      }
    };
  }

  private long accepted() {
    return accepted(senders.all().get(0));
  }

  private static long accepted(SendersOfOneName ofName) {
    return ofName.count(counters -> counters.accepted.sum());
  }

  @Test
  void countsOfANameContinueOverAReload() {
    MonitoredSender before = accepting(3);
    MonitoredSender after = accepting(10);
    senders.started(CONTEXT, NAME, before);
    senders.started(CONTEXT, NAME, after);
    assertThat(senders.all().get(0).running()).containsExactly(before, after);
    assertThat(accepted()).isEqualTo(13);

    senders.ended(CONTEXT, NAME, before, failures::add);
    assertThat(senders.all().get(0).running()).containsExactly(after);
    assertThat(accepted()).isEqualTo(13);

    senders.ended(CONTEXT, NAME, after, failures::add);
    assertThat(senders.all()).hasSize(1);
    assertThat(accepted()).isEqualTo(13);
  }

  @Test
  void aSenderThatEndsTwiceOrNeverStartedIsNotCountedAgain() {
    MonitoredSender sender = accepting(3);
    senders.ended(CONTEXT, NAME, sender, failures::add);
    senders.started(CONTEXT, NAME, sender);
    senders.ended(CONTEXT, NAME, sender, failures::add);
    senders.ended(CONTEXT, NAME, sender, failures::add);
    senders.ended(CONTEXT, NAME, accepting(5), failures::add);
    assertThat(accepted()).isEqualTo(3);
  }

  @Test
  void sendersOfTwoContextsAreOneByNameAndTwoByContext() {
    MonitoredSender sender = accepting(3);
    MonitoredSender other = accepting(5);
    SendersOfOneName ofContext = senders.started(CONTEXT, NAME, sender);
    SendersOfOneName ofOther = senders.started(new Object(), NAME, other);
    assertThat(senders.all()).hasSize(1);
    assertThat(accepted()).isEqualTo(8);
    assertThat(ofContext.running()).containsExactly(sender);
    assertThat(ofOther.running()).containsExactly(other);
    assertThat(senders.ended(CONTEXT, NAME, sender, failures::add)).hasValue(ofContext);
    assertThat(accepted(ofContext)).isEqualTo(3);
    assertThat(ofContext.running()).isEmpty();
  }

  @Test
  void aWatcherIsToldOfEveryNameAndOfEveryStart() {
    starts(NAME);
    senders.add(watcher(one -> told.add(one.name())));
    starts(NAME);
    starts(OTHER);
    assertThat(told).containsExactly(NAME, NAME, OTHER);
  }

  private void starts(SenderName name) {
    senders.started(CONTEXT, name, accepting(0));
    senders.tellOfStart(name, failures::add);
  }

  @Test
  void whatAWatcherThrowsIsReportedAndTheNextOneIsTold() {
    AssertionError thrown = new AssertionError("of a registry");
    senders.add(
        watcher(
            one -> {
              throw thrown;
            }));
    senders.add(watcher(one -> told.add(one.name())));
    starts(NAME);
    assertThat(failures).containsExactly(thrown);
    assertThat(told).containsExactly(NAME);
  }

  @Test
  void aWatcherThatLeavesIsToldNoMore() {
    SenderWatcher watcher = watcher(one -> told.add(one.name()));
    senders.add(watcher);
    senders.remove(watcher);
    starts(NAME);
    assertThat(told).isEmpty();
  }

  private static SenderName name(int number) {
    return new SenderName("logback", "app", "tenant " + number);
  }

  /** Each accepts one message. */
  private void startsAndEnds(Object context, int from, int to) {
    for (int number = from; number < to; number++) {
      MonitoredSender sender = accepting(1);
      senders.started(context, name(number), sender);
      senders.ended(context, name(number), sender, failures::add);
    }
  }

  @Test
  void ofNamesThatEndedTheLastThousandAreKept() {
    senders.add(watcher(one -> told.add(one.name())));
    senders.started(CONTEXT, NAME, accepting(3)); // runs on
    startsAndEnds(CONTEXT, 0, RunningSenders.MOST_ENDED);
    startsAndEnds(CONTEXT, 0, 1); // ends later than the others
    assertThat(forgotten).isEmpty();
    startsAndEnds(CONTEXT, 5000, 5002);
    assertThat(forgotten).containsExactly(name(1), name(2));
    assertThat(senders.all())
        .hasSize(RunningSenders.MOST_ENDED + 1)
        .extracting(SendersOfOneName::name)
        .contains(NAME, name(0), name(3), name(5001))
        .doesNotContain(name(1), name(2));
    assertThat(accepted()).isEqualTo(3);
    assertThat(failures).isEmpty();
  }

  @Test
  void theCountsOfAForgottenNameBeginAgain() {
    MonitoredSender sender = accepting(3);
    SendersOfOneName before = senders.started(CONTEXT, NAME, sender);
    SendersOfOneName ofAll = senders.all().get(0);
    senders.ended(CONTEXT, NAME, sender, failures::add);
    startsAndEnds(new Object(), 0, RunningSenders.MOST_ENDED);
    assertThat(ofAll.isForgotten()).isTrue();
    SendersOfOneName after = senders.started(CONTEXT, NAME, accepting(5));
    assertThat(after).isNotSameAs(before);
    assertThat(accepted(after)).isEqualTo(5);
  }

  @Test
  void aNameThatRunsInOneOfTwoContextsIsNotForgotten() {
    MonitoredSender sender = accepting(3);
    senders.started(CONTEXT, NAME, sender);
    senders.started("other", NAME, accepting(5));
    senders.ended(CONTEXT, NAME, sender, failures::add);
    startsAndEnds(CONTEXT, 0, 2 * RunningSenders.MOST_ENDED);
    assertThat(accepted()).isEqualTo(8);
    assertThat(senders.started(CONTEXT, NAME, accepting(2)))
        .satisfies(ofContext -> assertThat(accepted(ofContext)).isEqualTo(5));
  }
}
