package io.github.failoversyslog.ring;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * The operations of a ring: whatever its writers and its reader do at once, the results are those
 * of one order of the calls.
 */
@Param(name = "digit", gen = IntGen.class, conf = "1:9")
public class RingOperations {
  private final RingOfNumbers numbers = RingOfNumbers.after(24);

  @Operation
  public boolean append(@Param(name = "digit") int digit) {
    return numbers.append(digit);
  }

  /**
   * Waits for the messages that are being written, which {@link MessageRing#read} does not: else a
   * message behind one that is being written were not there yet, although its call has returned.
   */
  @Operation(nonParallelGroup = "reader")
  public int read() {
    long tail = numbers.ring.tail();
    int digits = 0;
    while (numbers.ring.sent() < tail) {
      digits = numbers.readOn(digits);
    }
    return digits;
  }

  @Operation(nonParallelGroup = "reader")
  public void release() {
    numbers.ring.release(numbers.ring.sent());
  }

  @Operation(nonParallelGroup = "reader")
  public int rewind() {
    return numbers.ring.rewind(numbers.ring.released());
  }

  @Operation(nonParallelGroup = "reader")
  public void seal() {
    numbers.ring.seal();
  }

  /** Systematic, on memory that Lincheck sees. */
  public static void model() {
    new ModelCheckingOptions()
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(2)
        .actorsAfter(2)
        .iterations(15)
        .invocationsPerIteration(200)
        .check(RingOperations.class);
  }

  /** With the processor's own schedules, on the ring's own memory. */
  public static void stress() {
    new StressOptions()
        .threads(2)
        .actorsPerThread(3)
        .iterations(4)
        .invocationsPerIteration(500)
        .check(RingOperations.class);
  }
}
