package io.github.failoversyslog.wire;

import java.nio.charset.StandardCharsets;

/**
 * Knows how a parameter begins ({@code SP PARAM-NAME = "}, RFC 5424 section 6.3.3), and remembers
 * it for the names that came last: an application has few. Not for several threads at once.
 */
final class ParamNames {
  private static final int SLOTS = 32;
  private static final int LONGEST_REMEMBERED = 128; // a name may be anything; this bounds memory

  private final String[] names = new String[SLOTS];
  private final byte[][] beginnings = new byte[SLOTS][];

  /** Not to be changed. */
  byte[] beginningOf(String name) {
    int slot = name.hashCode() & (SLOTS - 1);
    if (name.equals(names[slot])) {
      return beginnings[slot];
    }
    byte[] beginning = (" " + SdName.clean(name) + "=\"").getBytes(StandardCharsets.US_ASCII);
    if (name.length() <= LONGEST_REMEMBERED) {
      names[slot] = name;
      beginnings[slot] = beginning;
    }
    return beginning;
  }
}
