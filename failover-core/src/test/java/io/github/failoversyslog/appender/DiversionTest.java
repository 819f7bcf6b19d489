package io.github.failoversyslog.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.SyslogSender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unchecked") // mocks of generic types
class DiversionTest {
  private final Predicate<String> other = mock(Predicate.class);
  private final Consumer<String> warning = mock(Consumer.class);
  private final SyslogSender sender = mock(SyslogSender.class);
  private final Diversion<String> diversion = Diversion.to("FILE", other, warning);

  @Test
  void withoutAnotherAppenderNothingIsTaken() {
    assertThat(Diversion.<String>none().takes("event", sender)).isFalse();
    verifyNoInteractions(sender);
  }

  @Test
  void whatTheOtherAppenderTakesIsCounted() {
    when(other.test("event")).thenReturn(true);

    assertThat(diversion.takes("event", sender)).isTrue();

    verify(sender).diverted("FILE");
  }

  @Test
  void whatTheOtherAppenderDoesNotTakeIsNotCounted() {
    assertThat(diversion.takes("event", sender)).isFalse();

    verify(other).test("event");
    verify(sender, never()).diverted(any());
  }

  @Test
  void anAppenderThatFailsDoesNotTakeTheEventAndIsReportedOnce() {
    when(other.test(any()))
        .thenThrow(new IllegalStateException("disk full"), new LinkageError("no class"))
        .thenReturn(true);

    assertThat(diversion.takes("first", sender)).isFalse();
    assertThat(diversion.takes("second", sender)).isFalse();
    assertThat(diversion.takes("third", sender)).isTrue();

    verify(sender, times(1)).diverted("FILE");
    verify(warning)
        .accept(
            "the appender FILE failed (java.lang.IllegalStateException: disk full); events that it"
                + " fails to write are counted as discarded, not logged again");
  }

  @Test
  void aWarningThatFailsDoesNotKeepTheEventFromBeingCounted() {
    when(other.test(any())).thenThrow(new IllegalStateException("disk full"));
    doThrow(new IllegalStateException("a listener's")).when(warning).accept(any());
    assertThat(diversion.takes("event", sender)).isFalse();
  }

  @Test
  void whatTheOtherAppenderLogsMeanwhileIsNotGivenToIt() {
    when(other.test("outer")).thenAnswer(call -> !diversion.takes("inner", sender));

    assertThat(diversion.takes("outer", sender)).isTrue();

    verify(other, never()).test("inner");
    verify(sender, times(1)).diverted("FILE");
  }

  @Test
  void anEventThatComesBackHasNotBeenTaken() {
    List<Boolean> cameBack = new ArrayList<>();
    when(other.test("event")).thenAnswer(call -> cameBack.add(diversion.comesBack("event")));

    assertThat(diversion.takes("event", sender)).isFalse();
    assertThat(diversion.takes("event", sender)).isFalse();

    assertThat(cameBack).containsExactly(true, true);
    verify(sender, never()).diverted(any());
    verify(warning, times(1))
        .accept(
            "the appender FILE failed (it leads back to this appender); events that it fails to"
                + " write are counted as discarded, not logged again");
  }

  @Test
  void onlyTheEventThatIsBeingGivenComesBack() {
    when(other.test("event"))
        .thenAnswer(call -> diversion.isUnderWay() && !diversion.comesBack("another"));

    assertThat(diversion.comesBack("event")).isFalse();
    assertThat(diversion.takes("event", sender)).isTrue();
    assertThat(diversion.isUnderWay()).isFalse();
    assertThat(diversion.comesBack("event")).isFalse();
    assertThat(Diversion.<String>none().comesBack("event")).isFalse();
  }
}
