package io.github.failoversyslog.appender;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.MessageWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class ElementWriterTest {
  private final MessageWriter message = mock(MessageWriter.class);

  @Test
  void writesItsIdAndThenItsParametersInOrder() {
    when(message.scratch()).thenReturn(new StringBuilder());
    new ElementWriter<String>(
            "app",
            List.of(
                new ElementWriter.Param<>("text", this, (event, scratch) -> scratch.append(event)),
                new ElementWriter.Param<>("zone", this, (event, scratch) -> "b")))
        .write("event", message);

    InOrder order = inOrder(message);
    order.verify(message).element("app");
    order.verify(message).param(eq("text"), argThat(value -> "event".contentEquals(value)));
    order.verify(message).param("zone", "b");
  }

  @Test
  void aValueThatFailsIsReplacedByATextThatNamesItsPattern() {
    ElementWriter.Param<String> failing =
        new ElementWriter.Param<>(
            "text",
            "a pattern",
            (event, scratch) -> {
              throw new StackOverflowError();
            });

    new ElementWriter<>("app", List.of(failing)).write("event", message);

    InOrder order = inOrder(message);
    order.verify(message).element(anyString());
    order
        .verify(message)
        .param("text", "[java.lang.String has no text: java.lang.StackOverflowError]");
  }
}
