package io.github.failoversyslog.conformance;

import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * What real servers are known to do to messages that are as the RFC has them. Each was seen with
 * syslog-ng 3.38 or rsyslog 8.2302 and frames written by hand.
 */
final class KnownDeviations {
  /**
   * syslog-ng reads no RFC 5424 message whose HOSTNAME has one of these; an IPv6 address is no
   * HOSTNAME for it.
   */
  static final String NOT_IN_HOSTS_OF_SYSLOG_NG = ":[";

  /** syslog-ng writes earlier years with fewer than four digits. */
  static final int FIRST_YEAR_OF_SYSLOG_NG = 1000;

  /** rsyslog takes a message of a later year for one that is not RFC 5424. */
  static final int LAST_YEAR_OF_RSYSLOG = 2099;

  /**
   * Receivers of RFC 3164 take a word for TAG, and not for HOSTNAME, with some of these anywhere
   * and with others at its end.
   */
  static final String NOT_IN_HOSTS_OF_RFC3164 = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private KnownDeviations() {}

  static Rfc5424Message ofSyslogNg(Rfc5424Message sent) {
    return withDottedIds(sent).withText(withoutByteOrderMark(withoutEnd(sent.text(), "\n\0")));
  }

  /** It takes carriage returns before the line feed for a part of it, any number of them. */
  static Rfc5424Message ofSyslogNgWithLines(Rfc5424Message sent) {
    return ofSyslogNg(sent.withText(withoutEnd(sent.text(), "\r")));
  }

  /** RFC 3164 knows no BOM, and there it is text for syslog-ng. */
  static Rfc5424Message ofSyslogNgRfc3164(Rfc5424Message sent) {
    return sent.withText(withoutEnd(sent.text(), "\n\0"));
  }

  static Rfc5424Message ofSyslogNgRfc3164WithLines(Rfc5424Message sent) {
    return ofSyslogNgRfc3164(sent.withText(withoutEnd(sent.text(), "\r")));
  }

  static Rfc5424Message ofRsyslog(Rfc5424Message sent) {
    ZerosInOctal zeros = new ZerosInOctal();
    List<Element> elements = new ArrayList<>();
    for (Element element : sent.elements()) {
      List<Param> params = new ArrayList<>();
      element
          .params()
          .forEach(param -> params.add(new Param(param.name(), zeros.in(param.value()))));
      elements.add(new Element(element.id(), params));
    }
    return sent.withElements(elements)
        .withText(zeros.in(withoutLast(withoutLast(sent.text(), '\0'), '\n')));
  }

  /** The blank behind the colon is text for it. */
  static Rfc5424Message ofRsyslogRfc3164(Rfc5424Message sent) {
    return ofRsyslog(sent.withText(" " + sent.text()));
  }

  /** Line feeds and zero bytes at the end are for syslog-ng no part of the message. */
  private static String withoutEnd(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** syslog-ng takes a BOM as the statement that it is, not as text: RFC 5424 section 6.4. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * syslog-ng keeps a parameter as {@code .SDATA.id.name} and, to write it, takes the last dot for
   * the end of the id: {@code [mdc@32473 trace.id="1"]} becomes {@code [mdc@32473.trace id="1"]}. A
   * name that ends with a dot leaves no more than its element. An element without parameters is
   * kept as {@code .SDATA.id}, and its id split in the same way: {@code [app@1.2]} becomes {@code
   * [app@1 2=""]}. It writes a bracket in any of them in hex.
   */
  private static Rfc5424Message withDottedIds(Rfc5424Message sent) {
    List<Element> elements = new ArrayList<>();
    for (Element element : sent.elements()) {
      if (element.params().isEmpty()) {
        elements.add(splitAtLastDot(element.id(), ""));
      }
      for (Param param : element.params()) {
        elements.add(splitAtLastDot(element.id() + "." + param.name(), param.value()));
      }
    }
    return sent.withElements(elements);
  }

  private static Element splitAtLastDot(String kept, String value) {
    String path = kept.replace("[", "%5B");
    int dot = path.lastIndexOf('.');
    String name = path.substring(dot + 1);
    boolean noParam = dot < 0 || name.isEmpty();
    return new Element(
        dot < 0 ? path : path.substring(0, dot),
        noParam ? List.of() : List.of(new Param(name, value)));
  }

  /** A zero byte at the end, and then a line feed, rsyslog takes away: one of each. */
  private static String withoutLast(String text, char last) {
    boolean there = !text.isEmpty() && text.charAt(text.length() - 1) == last;
    return there ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * rsyslog has C strings and writes a zero byte in octal. From the character before the first one
   * on it drops all others below the blank, unless it is to write these in octal, too.
   */
  private static final class ZerosInOctal {
    private boolean dropping;

    /** To be called for all that is in a message, in its order. */
    String in(String text) {
      int zero = text.indexOf('\0');
      if (!dropping && zero < 0) {
        return text;
      }
      int from = dropping ? 0 : Math.max(0, zero - 1);
      dropping = true;
      return text.substring(0, from)
          + text.substring(from).replaceAll("[\u0001-\u001F]", "").replace("\0", "#000");
    }
  }
}
