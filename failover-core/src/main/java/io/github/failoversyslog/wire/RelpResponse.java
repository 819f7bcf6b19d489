package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The data of a {@code rsp} frame: {@code 200 OK} or {@code 500} and a reason, and in the answer to
 * an {@code open} a line {@code name=value} for each thing that the server offers. All methods
 * leave the data as it is.
 */
public final class RelpResponse {
  /** As long as librelp's own reasons can be. */
  private static final int MAX_REASON_CHARS = 80;

  private static final byte[] OK = {'2', '0', '0'};

  private RelpResponse() {}

  /**
   * Whether the server has done what it was asked.
   *
   * @param data position to limit
   */
  public static boolean isPositive(ByteBuffer data) {
    int start = data.position();
    if (data.remaining() < OK.length) {
      return false;
    }
    for (int i = 0; i < OK.length; i++) {
      if (data.get(start + i) != OK[i]) {
        return false;
      }
    }
    return data.remaining() == OK.length || !isDigit(data.get(start + OK.length));
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /**
   * Code and reason, fit to be shown to people: one line of at most 80 printable ASCII characters.
   *
   * @param data position to limit
   */
  public static String reason(ByteBuffer data) {
    String reason = shown(textOf(data).lines().findFirst().orElse(""));
    return reason.isEmpty() ? RelpTexts.noReason() : reason;
  }

  /**
   * The value of the first offer with this name.
   *
   * @param data position to limit
   */
  public static Optional<String> offer(ByteBuffer data, String name) {
    String start = name + "=";
    return textOf(data)
        .lines()
        .skip(1)
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /**
   * All offers, fit to be shown to people: {@code name=value}, at most 80 printable ASCII
   * characters of each.
   *
   * @param data position to limit
   */
  public static List<String> offers(ByteBuffer data) {
    return textOf(data)
        .lines()
        .skip(1)
        .map(RelpResponse::shown)
        .filter(offer -> offer.indexOf('=') > 0)
        .toList();
  }

  private static String shown(String line) {
    StringBuilder shown = new StringBuilder();
    line.chars()
        .filter(character -> character >= ' ' && character <= '~')
        .limit(MAX_REASON_CHARS)
        .forEach(character -> shown.append((char) character));
    return shown.toString();
  }

  private static String textOf(ByteBuffer data) {
    return StandardCharsets.US_ASCII.decode(data.duplicate()).toString();
  }
}
