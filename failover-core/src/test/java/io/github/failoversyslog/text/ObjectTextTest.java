package io.github.failoversyslog.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectTextTest {

  private static final class Endless {
    @Override
    public String toString() {
      return "" + new Endless();
    }
  }

  @Test
  void everyObjectHasAText() {
    assertThat(ObjectText.of(7)).isEqualTo("7");
    assertThat(ObjectText.of(null)).isEqualTo("null");
  }

  @Test
  void anObjectWhoseToStringFailsIsReplacedByAPlaceholder() {
    assertThat(ObjectText.of(new Endless()))
        .isEqualTo("[" + Endless.class.getName() + " has no text: java.lang.StackOverflowError]");
  }

  @Test
  void anObjectWhoseToStringReturnsNullIsPrintedLikeNull() {
    Object mute =
        new Object() {
          @Override
          @SuppressWarnings("ToStringReturnsNull") // as applications do
          public String toString() {
            return null;
          }
        };

    assertThat(ObjectText.of(mute)).isEqualTo("null");
    assertThat(ObjectText.of(new Object[] {mute})).isEqualTo("[null]");
  }

  @Test
  void anArrayIsPrintedAsItsElements() {
    assertThat(ObjectText.of(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(ObjectText.of(new boolean[] {true, false})).isEqualTo("[true, false]");
    assertThat(ObjectText.of(new char[] {'a', 'b'})).isEqualTo("[a, b]");
    assertThat(ObjectText.of(new double[] {0.5})).isEqualTo("[0.5]");
    assertThat(ObjectText.of(new byte[0])).isEqualTo("[]");
    assertThat(ObjectText.of(new String[] {"a", null})).isEqualTo("[a, null]");
    assertThat(ObjectText.of(new Object[] {1, new long[] {2, 3}, new Object[][] {{"x"}, null}}))
        .isEqualTo("[1, [2, 3], [[x], null]]");
  }

  @Test
  void anArrayWithinItselfIsPrintedAsAnEllipsis() {
    Object[] cyclic = {"a", null, null};
    cyclic[1] = cyclic;
    cyclic[2] = new Object[] {cyclic, "b"};
    assertThat(ObjectText.of(cyclic)).isEqualTo("[a, [...], [[...], b]]");
    String[] twice = {"t"};
    assertThat(ObjectText.of(new Object[] {twice, twice})).isEqualTo("[[t], [t]]");
  }

  @Test
  void theTextOfALargeArrayIsTruncated() {
    assertThat(ObjectText.of(new byte[10_000_000]))
        .hasSizeLessThan(1024 * 1024 + 100)
        .startsWith("[0, 0, ")
        .endsWith(", 0, ...]");
  }

  @Test
  void theTextOfArraysThatShareElementsIsBounded() {
    Object[] shared = {"x"};
    for (int i = 0; i < 60; i++) {
      shared = new Object[] {shared, shared};
    }

    assertThat(ObjectText.of(shared)).hasSizeLessThan(1024 * 1024 + 1000).endsWith("...]");
  }

  @Test
  void anArrayIsPrintedWithPlaceholdersForFailingElements() {
    assertThat(ObjectText.of(new Object[] {1, new Endless()}))
        .isEqualTo(
            "[1, [" + Endless.class.getName() + " has no text: java.lang.StackOverflowError]]");
  }

  @Test
  void anArrayThatIsTooDeepIsReplacedByAPlaceholder() {
    Object[] deep = {};
    for (int i = 0; i < 1_000_000; i++) {
      deep = new Object[] {deep};
    }
    assertThat(ObjectText.of(deep)).contains("has no text: java.lang.StackOverflowError");
  }
}
