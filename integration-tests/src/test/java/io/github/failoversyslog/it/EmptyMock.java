package io.github.failoversyslog.it;

import static org.mockito.Mockito.withSettings;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.mockito.invocation.InvocationOnMock;
import org.mockito.stubbing.Answer;

/**
 * Mocks whose methods return null, including those returning lists or maps, for which Mockito's
 * default is an empty one.
 */
final class EmptyMock {
  private EmptyMock() {}

  static <T> T of(Class<T> type) {
    return of(type, EmptyMock::nothing);
  }

  /** Methods with this name throw. */
  static <T> T failingAt(String method, Class<T> type) {
    return of(
        type,
        call -> {
          if (call.getMethod().getName().equals(method)) {
            throw new IllegalStateException("made to fail");
          }
          return nothing(call);
        });
  }

  private static <T> T of(Class<T> type, Answer<?> answer) {
    return Mockito.mock(type, withSettings().stubOnly().defaultAnswer(answer));
  }

  private static @Nullable Object nothing(InvocationOnMock call) {
    Class<?> type = call.getMethod().getReturnType();
    return type == void.class ? null : Array.get(Array.newInstance(type, 1), 0);
  }
}
