package io.github.failoversyslog.wire;

/**
 * The fields of a header that are the same for every message, clean already.
 *
 * @param appName APP-NAME, at most 48 characters
 * @param processId PROCID, at most 128
 * @param messageId MSGID, at most 32
 */
public record HeaderFields(String hostName, String appName, String processId, String messageId) {
  private static final int MAX_HOST_NAME = 255; // RFC 5424 section 6.2.4 to 6.2.7
  private static final int MAX_APP_NAME = 48;
  private static final int MAX_PROCESS_ID = 128;
  private static final int MAX_MESSAGE_ID = 32;

  public HeaderFields {
    hostName = clean(hostName, MAX_HOST_NAME);
    appName = clean(appName, MAX_APP_NAME);
    processId = clean(processId, MAX_PROCESS_ID);
    messageId = cleanMessageId(messageId);
  }

  static String cleanMessageId(String messageId) {
    return clean(messageId, MAX_MESSAGE_ID);
  }

  /**
   * Only printable US-ASCII without spaces (others become {@code ?}), cut, and {@code -} for
   * nothing: section 6.
   */
  static String clean(String field, int maxChars) {
    int chars = Math.min(field.length(), maxChars);
    StringBuilder clean = new StringBuilder(chars);
    for (int i = 0; i < chars; i++) {
      char c = field.charAt(i);
      clean.append(c > ' ' && c < 0x7F ? c : '?');
    }
    return clean.isEmpty() ? "-" : clean.toString();
  }
}
