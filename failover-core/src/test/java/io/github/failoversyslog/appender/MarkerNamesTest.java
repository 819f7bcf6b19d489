package io.github.failoversyslog.appender;

import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.github.failoversyslog.MessageWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class MarkerNamesTest {
  private final MessageWriter message = mock(MessageWriter.class);

  private void write(String marker, Map<String, List<String>> references) {
    Function<String, Iterator<String>> iterators =
        each -> references.getOrDefault(each, List.of()).iterator();
    MarkerNames.write(message, marker, String::toUpperCase, iterators);
  }

  @Test
  void aMarkerPrecedesItsReferences() {
    write("audit", Map.of("audit", List.of("login", "legal"), "login", List.of("security")));

    InOrder order = inOrder(message);
    order.verify(message).marker("AUDIT");
    order.verify(message).marker("LOGIN");
    order.verify(message).marker("SECURITY");
    order.verify(message).marker("LEGAL");
  }

  @Test
  void aMarkerThatRefersToItselfIsWrittenOnce() {
    write("a", Map.of("a", List.of("b"), "b", List.of("a", "b")));

    verify(message).marker("A");
    verify(message).marker("B");
    verifyNoMoreInteractions(message);
  }

  @Test
  void aMarkerWhoseNameCannotBeReadIsReplacedByAPlaceholder() {
    Function<String, String> failing =
        marker -> {
          throw new IllegalStateException("no name");
        };

    MarkerNames.write(message, "a", failing, marker -> List.<String>of().iterator());

    verify(message).marker("[java.lang.String has no text: java.lang.IllegalStateException]");
  }
}
