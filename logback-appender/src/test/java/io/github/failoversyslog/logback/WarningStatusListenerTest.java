package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.WarnStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarningStatusListenerTest {
  private final ContextBase context = new ContextBase();
  private final WarningStatusListener listener = new WarningStatusListener();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void redirect() {
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    listener.setContext(context);
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsWarningsAndErrorsAndNothingElse() {
    listener.start();
    listener.addStatusEvent(new InfoStatus("an info", this));
    listener.addStatusEvent(new WarnStatus("a warning", this));
    listener.addStatusEvent(new ErrorStatus("an error", this));
    assertThat(printed().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("WARN").endsWith("a warning"),
            line -> assertThat(line).contains("ERROR").endsWith("an error"));
  }

  @Test
  void printsWhatIsSeriousWithinAnotherStatus() {
    Status outer = new InfoStatus("a summary", this);
    outer.add(new WarnStatus("a warning", this));
    listener.start();
    listener.addStatusEvent(outer);
    assertThat(printed()).contains("a summary", "a warning");
  }

  @Test
  void printsTheFaultsThatItsFileHadBeforeItAndNothingElse() {
    context.getStatusManager().add(new InfoStatus("an info", this));
    context.getStatusManager().add(new WarnStatus("a warning", this));
    listener.start();
    assertThat(printed().lines()).singleElement().asString().endsWith("a warning");
    assertThat(listener.getRetrospective()).isPositive();
  }

  @Test
  void doesNotPrintTheWarningsOfAnEarlierConfigurationAgain() {
    context.getStatusManager().add(new WarnStatus("an old warning", this));
    listener.setRetrospective(0);
    listener.start();
    assertThat(printed()).isEmpty();
  }
}
