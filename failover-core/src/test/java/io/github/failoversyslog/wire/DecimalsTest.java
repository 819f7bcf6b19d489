package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.Frames.batchOf;
import static io.github.failoversyslog.wire.Frames.bytesOf;
import static io.github.failoversyslog.wire.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        9,
        10,
        99,
        100,
        109,
        190,
        999,
        1000,
        9999,
        10_000,
        99_999,
        999_999_999,
        1_000_000_000,
        Integer.MAX_VALUE
      })
  void writesNumbersAsJavaDoes(int number) {
    ByteBuffer batch = batchOf(4 + Decimals.MAX_DIGITS).put(bytesOf("head"));
    assertThat(Decimals.put(batch, number)).isSameAs(batch);
    assertThat(written(batch)).isEqualTo("head" + number);
    assertThat(Decimals.digitsOf(number)).isEqualTo(Integer.toString(number).length());
  }

  @Property
  void writesAnyNumberAsJavaDoes(@ForAll @IntRange(max = Integer.MAX_VALUE) int number) {
    writesNumbersAsJavaDoes(number);
  }
}
