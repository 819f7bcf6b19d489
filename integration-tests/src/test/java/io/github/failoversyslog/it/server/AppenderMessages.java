package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;

/** Tells the messages of the appender's own from those of the application. */
public final class AppenderMessages {
  private static final int LONGEST_START = 300; // header and elements of every message

  /** In RFC 5424 the element, in RFC 3164 the text. */
  private static final Pattern START =
      Pattern.compile(
          "[ \\]]\\[(failover|failback|discarded|counters)@[0-9.]+ "
              + "|\\]: ((failover|failback) from |heartbeat$|\\d+ events? discarded between )");

  private static final Pattern TEXT =
      Pattern.compile(
          "(failover|failback) from \\S+ to .*|heartbeat|\\d+ events? discarded between .*");

  private static final Pattern ELEMENT =
      Pattern.compile("(failover|failback|discarded|counters)@.*");

  private AppenderMessages() {}

  /** Whether the message, without the framing, is one of the appender's own. */
  static boolean isOne(byte[] message, int offset, int length) {
    int start = Math.min(length, LONGEST_START);
    return START.matcher(new String(message, offset, start, US_ASCII)).find();
  }

  public static boolean isOne(ReceivedMessage message) {
    return message.structuredData().keySet().stream().anyMatch(id -> ELEMENT.matcher(id).matches())
        || (message.structuredData().isEmpty() && isText(message.text()));
  }

  /** Whether the text of a message is that of one of the appender's own. */
  public static boolean isText(String text) {
    return TEXT.matcher(text).matches();
  }
}
