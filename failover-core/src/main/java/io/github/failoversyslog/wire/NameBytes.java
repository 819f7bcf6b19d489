package io.github.failoversyslog.wire;

import java.util.function.Function;

/**
 * Remembers what was made of the names that came last: an application has few. Not for several
 * threads at once.
 */
public final class NameBytes {
  private static final int SLOTS = 64; // a power of two
  private static final int TRIES = 4; // slots that a name may be in, from that of its hash code on
  private static final int LONGEST_REMEMBERED = 128; // a name may be anything; this bounds memory

  private final Function<String, byte[]> maker;
  private final String[] names = new String[SLOTS];
  private final byte[][] made = new byte[SLOTS][];
  private int victim; // of the slots of a name, which is overwritten next

  /**
   * @param maker makes the same of the same name
   */
  public NameBytes(Function<String, byte[]> maker) {
    this.maker = maker;
  }

  /** Not to be changed. */
  public byte[] of(String name) {
    int home = name.hashCode();
    for (int i = 0; i < TRIES; i++) {
      int slot = (home + i) & (SLOTS - 1);
      if (name.equals(names[slot])) {
        return made[slot];
      }
    }
    byte[] bytes = maker.apply(name);
    if (name.length() <= LONGEST_REMEMBERED) {
      int slot = slotFor(home);
      names[slot] = name;
      made[slot] = bytes;
    }
    return bytes;
  }

  /** An empty slot or, if there is none, one after the other: no name keeps its slot for ever. */
  private int slotFor(int home) {
    for (int i = 0; i < TRIES; i++) {
      int slot = (home + i) & (SLOTS - 1);
      if (names[slot] == null) {
        return slot;
      }
    }
    victim = (victim + 1) % TRIES;
    return (home + victim) & (SLOTS - 1);
  }
}
