package io.github.failoversyslog.wire;

import java.util.function.Function;

/**
 * Remembers what was made of the names that came last: an application has few. Not for several
 * threads at once.
 */
public final class NameBytes {
  private static final int SLOTS = 32;
  private static final int LONGEST_REMEMBERED = 128; // a name may be anything; this bounds memory

  private final Function<String, byte[]> maker;
  private final String[] names = new String[SLOTS];
  private final byte[][] made = new byte[SLOTS][];

  /**
   * @param maker makes the same of the same name
   */
  public NameBytes(Function<String, byte[]> maker) {
    this.maker = maker;
  }

  /** Not to be changed. */
  public byte[] of(String name) {
    int slot = name.hashCode() & (SLOTS - 1);
    if (name.equals(names[slot])) {
      return made[slot];
    }
    byte[] bytes = maker.apply(name);
    if (name.length() <= LONGEST_REMEMBERED) {
      names[slot] = name;
      made[slot] = bytes;
    }
    return bytes;
  }
}
