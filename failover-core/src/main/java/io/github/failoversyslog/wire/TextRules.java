package io.github.failoversyslog.wire;

/**
 * How text from the application becomes part of a message.
 *
 * @param text replacements in MSG
 * @param paramValue replacements in the values of structured data
 * @param byteOrderMark whether a text with other than ASCII characters begins with one, RFC 5424
 *     section 6.4
 */
public record TextRules(Escapes text, Escapes paramValue, boolean byteOrderMark) {

  /** For frames that say how long they are: any character may be in them. */
  public static TextRules anyCharacter(boolean byteOrderMark) {
    return new TextRules(Escapes.none(), Escapes.paramValue(), byteOrderMark);
  }

  /**
   * For frames that end at a line feed, or at a zero byte: receivers take either, RFC 6587 section
   * 3.4.2.
   *
   * @param newlineEscape what stands for a line feed; without one itself
   */
  public static TextRules singleLine(boolean byteOrderMark, String newlineEscape) {
    return new TextRules(
        Escapes.none().replacingInOctal('\0').replacing('\n', newlineEscape),
        Escapes.paramValue().replacingInOctal('\0').replacing('\n', paramValueOf(newlineEscape)),
        byteOrderMark);
  }

  /**
   * For datagrams, which are one message whatever is in them: line feeds stay. A zero byte does
   * not, at which many receivers end a text.
   */
  public static TextRules severalLines(boolean byteOrderMark) {
    return new TextRules(
        Escapes.none().replacingInOctal('\0'),
        Escapes.paramValue().replacingInOctal('\0'),
        byteOrderMark);
  }

  /**
   * For receivers that show what they get to people: no control character is left.
   *
   * @param newlineEscape what stands for a line feed; without one itself
   */
  public static TextRules printable(boolean byteOrderMark, String newlineEscape) {
    return new TextRules(
        Escapes.none().replacingControlCharacters().replacing('\n', newlineEscape),
        Escapes.paramValue()
            .replacingControlCharacters()
            .replacing('\n', paramValueOf(newlineEscape)),
        byteOrderMark);
  }

  private static String paramValueOf(String newlineEscape) {
    return newlineEscape.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
  }
}
