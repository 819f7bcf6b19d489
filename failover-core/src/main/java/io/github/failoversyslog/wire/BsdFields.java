package io.github.failoversyslog.wire;

import java.util.regex.Pattern;

/**
 * What RFC 3164 section 4.1 has for the fields of a header.
 *
 * @param host HOSTNAME, without its domain
 * @param tag TAG, with the process in brackets behind it
 */
record BsdFields(String host, String tag) {
  private static final int MAX_TAG_CHARS = 32; // RFC 3164 section 4.1.3
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final String MORE_IN_NAMES = "._-"; // than letters and digits
  private static final String NONE = "-";

  static BsdFields of(HeaderFields fields) {
    String processId = fields.processId();
    String tag = tag(fields.appName());
    return new BsdFields(
        host(fields.hostName()), processId.equals(NONE) ? tag : tag + "[" + allow(processId) + "]");
  }

  private static String host(String name) {
    int domain = ADDRESS.matcher(name).matches() ? -1 : name.indexOf('.');
    return domain > 0 ? name.substring(0, domain) : name;
  }

  /**
   * The RFC wants letters and digits; receivers take those that names of programs commonly have,
   * too.
   */
  private static String tag(String appName) {
    return allow(appName.substring(0, Math.min(appName.length(), MAX_TAG_CHARS)));
  }

  private static String allow(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i); // ASCII, as all of a header
      allowed.append(Character.isLetterOrDigit(c) || MORE_IN_NAMES.indexOf(c) >= 0 ? c : '_');
    }
    return allowed.toString();
  }
}
