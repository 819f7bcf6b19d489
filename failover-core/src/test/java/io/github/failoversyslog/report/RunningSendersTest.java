package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunningSendersTest {
  private static final SenderName NAME = new SenderName("log4j2", "app", "SYSLOG");
  private static final SenderName OTHER = new SenderName("log4j2", "app", "AUDIT");

  private static final Object CONTEXT = new Object();

  private final RunningSenders senders = new RunningSenders();
  private final List<SenderName> told = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  private static MonitoredSender accepting(long messages) {
    MonitoredSender sender = mock(MonitoredSender.class);
    when(sender.statistics()).thenReturn(Statistics.with(Map.of("accepted", messages)));
    return sender;
  }

  private long accepted() {
    return senders.all().get(0).sum(SenderStatistics::accepted);
  }

  @Test
  void countsOfANameContinueOverAReload() {
    MonitoredSender before = accepting(3);
    MonitoredSender after = accepting(10);
    senders.started(CONTEXT, NAME, before);
    senders.started(CONTEXT, NAME, after);
    assertThat(senders.all().get(0).running()).containsExactly(before, after);
    assertThat(accepted()).isEqualTo(13);

    senders.ended(CONTEXT, NAME, before);
    assertThat(senders.all().get(0).running()).containsExactly(after);
    assertThat(accepted()).isEqualTo(13);

    senders.ended(CONTEXT, NAME, after);
    assertThat(senders.all()).hasSize(1);
    assertThat(accepted()).isEqualTo(13);
  }

  @Test
  void aSenderThatEndsTwiceOrNeverStartedIsNotCountedAgain() {
    MonitoredSender sender = accepting(3);
    senders.ended(CONTEXT, NAME, sender);
    senders.started(CONTEXT, NAME, sender);
    senders.ended(CONTEXT, NAME, sender);
    senders.ended(CONTEXT, NAME, sender);
    senders.ended(CONTEXT, NAME, accepting(5));
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
    assertThat(senders.ended(CONTEXT, NAME, sender)).hasValue(ofContext);
    assertThat(ofContext.sum(SenderStatistics::accepted)).isEqualTo(3);
    assertThat(ofContext.newest()).isEmpty();
  }

  @Test
  void aListenerIsToldOfEveryNameAndOfEveryStart() {
    starts(NAME);
    senders.tellOfStarts(one -> told.add(one.name()));
    starts(NAME);
    starts(OTHER);
    assertThat(told).containsExactly(NAME, NAME, OTHER);
  }

  private void starts(SenderName name) {
    senders.started(CONTEXT, name, accepting(0));
    senders.tellOfStart(name, failures::add);
  }

  @Test
  void whatAListenerThrowsIsReportedAndTheNextOneIsTold() {
    IllegalStateException thrown = new IllegalStateException("of a registry");
    senders.tellOfStarts(
        one -> {
          throw thrown;
        });
    senders.tellOfStarts(one -> told.add(one.name()));
    starts(NAME);
    assertThat(failures).containsExactly(thrown);
    assertThat(told).containsExactly(NAME);
  }

  @Test
  void aListenerThatLeavesIsToldNoMore() {
    List<SendersOfOneName> toldEarly = new ArrayList<>();
    Consumer<SendersOfOneName> listener = toldEarly::add;
    senders.tellOfStarts(listener);
    senders.tellNoMore(listener);
    starts(NAME);
    assertThat(toldEarly).isEmpty();
  }
}
