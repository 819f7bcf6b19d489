package io.github.failoversyslog.conformance;

import java.util.Random;
import java.util.function.IntSupplier;

/** Random texts of all kinds; difficult ones are more frequent than in a uniform choice. */
final class RandomTexts {
  /** The host name of forged messages; nothing else has it. */
  static final String FORGED_HOST = "forged.example";

  private static final String SPECIAL = "\n\r\t \0\\\"[]=<>@.:{}%$'#10é€\uFEFF\u007F\u0085\u2028";
  private static final String[] ENDS_OF_FRAMES = {
    "", "\n", "\r\n", "\0", "\r", "\u0085", "\u2028", "\n\n", "\0\n", "\\n", " ", "\"]", "\"] ",
    "\uFEFF"
  };

  /** Longer than a message may be. */
  private static final int LONGEST_CHARS = 2 * MessageModel.MAX_BYTES;

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  /** Any kind of text. */
  String any() {
    return switch (random.nextInt(20)) {
      case 0 -> "";
      case 1, 2, 3 -> ofChars(upTo(60), () -> special());
      case 4, 5 -> ofChars(upTo(60), () -> random.nextInt(0x100)); // controls of C0 and C1
      case 6, 7 -> ofChars(upTo(60), () -> random.nextInt(0x1_0000)); // with unpaired surrogates
      case 8, 9 -> ofChars(upTo(60), () -> random.nextInt(0x11_0000));
      case 10 -> ofChars(upTo(60), () -> random.nextInt(0xD800, 0xE000));
      case 11 -> "\uFEFF" + ofChars(upTo(10), () -> random.nextInt(0x80));
      case 12, 13 -> hostile();
      case 14 -> longText();
      default -> ofChars(upTo(120), () -> random.nextInt(' ', 0x7F));
    };
  }

  /** A text that imitates the end of its message and the start of another one. */
  String hostile() {
    StringBuilder text = new StringBuilder(ofChars(upTo(5), () -> special()));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String message = forgedMessage();
      text.append(ENDS_OF_FRAMES[random.nextInt(ENDS_OF_FRAMES.length)]);
      switch (random.nextInt(4)) {
        case 0 -> text.append(message);
        case 1 -> text.append(message.length()).append(' ').append(message);
        case 2 -> text.append("2 syslog ").append(message.length()).append(' ').append(message);
        default -> text.append(message).append("\n3 close 0\n");
      }
      text.append(ENDS_OF_FRAMES[random.nextInt(ENDS_OF_FRAMES.length)]);
    }
    return text.toString();
  }

  private String forgedMessage() {
    return random.nextBoolean()
        ? "<13>1 2024-02-29T23:59:59Z " + FORGED_HOST + " su - - - root logged in"
        : "<13>Feb 29 23:59:59 " + FORGED_HOST + " su: root logged in";
  }

  /** A name of context data: mostly a valid one, sometimes any text. */
  String name() {
    return switch (random.nextInt(8)) {
      case 0 -> any();
      case 1 -> ofChars(upTo(40), () -> special());
      case 2 -> ofChars(upTo(40), () -> random.nextInt(0x21, 0x7F));
      case 3 -> ofChars(2, () -> random.nextInt('a', 'd')); // several similar names
      case 4 -> ofChars(2, () -> "a._= é".charAt(random.nextInt(6))); // similar when cleaned
      default -> ofChars(1 + upTo(12), () -> random.nextInt('a', 'z'));
    };
  }

  /**
   * Printable US-ASCII, at least one character.
   *
   * @param without characters to exclude
   */
  String printable(int maxChars, String without) {
    return ofChars(
        random.nextInt(8) == 0 ? maxChars : random.nextInt(1, maxChars + 1),
        () -> {
          int c = random.nextInt('!', 0x7F);
          while (without.indexOf(c) >= 0) {
            c = random.nextInt('!', 0x7F);
          }
          return c;
        });
  }

  private String longText() {
    int chars = upTo(LONGEST_CHARS);
    return switch (random.nextInt(4)) {
      case 0 -> ofChars(chars, () -> random.nextInt(' ', 0x7F));
      case 1 -> ofChars(chars, () -> random.nextInt(0x11_0000));
      case 2 -> "x".repeat(upTo(4)) + "\uD83D\uDE00".repeat(chars / 2);
      default -> "x".repeat(upTo(4)) + "\n\"é".repeat(chars / 3);
    };
  }

  private int special() {
    return SPECIAL.charAt(random.nextInt(SPECIAL.length()));
  }

  private int upTo(int most) {
    return random.nextInt(most + 1);
  }

  private static String ofChars(int count, IntSupplier codePoints) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(codePoints.getAsInt());
    }
    return text.toString();
  }
}
