package io.github.failoversyslog.conformance;

import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Message.Element;
import io.github.failoversyslog.wire.Rfc5424Message.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * Known changes that real servers make to valid RFC messages. Each was observed with syslog-ng 3.38
 * or rsyslog 8.2302 and hand-written frames.
 */
final class KnownDeviations {
  /**
   * syslog-ng does not parse an RFC 5424 message whose HOSTNAME contains one of these; it does not
   * accept an IPv6 address as HOSTNAME.
   */
  static final String NOT_IN_HOSTS_OF_SYSLOG_NG = ":[";

  /** syslog-ng writes years before 1000 with fewer than four digits. */
  static final int FIRST_YEAR_OF_SYSLOG_NG = 1000;

  /** rsyslog does not recognize a message with a later year as RFC 5424. */
  static final int LAST_YEAR_OF_RSYSLOG = 2099;

  /**
   * Receivers of RFC 3164 parse a word as TAG instead of HOSTNAME if it contains some of these
   * characters or ends with others of them.
   */
  static final String NOT_IN_HOSTS_OF_RFC3164 = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private KnownDeviations() {}

  static Rfc5424Message ofSyslogNg(Rfc5424Message sent) {
    return withDottedIds(sent).withText(withoutByteOrderMark(withoutEnd(sent.text(), "\n\0")));
  }

  /** syslog-ng treats any carriage returns before the line feed as part of the line end. */
  static Rfc5424Message ofSyslogNgWithLines(Rfc5424Message sent) {
    return ofSyslogNg(sent.withText(withoutEnd(sent.text(), "\r")));
  }

  /** RFC 3164 has no BOM, so syslog-ng treats it as text. */
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

  /** rsyslog treats the blank after the colon as text. */
  static Rfc5424Message ofRsyslogRfc3164(Rfc5424Message sent) {
    return ofRsyslog(sent.withText(" " + sent.text()));
  }

  /** syslog-ng strips line feeds and zero bytes at the end of a message. */
  private static String withoutEnd(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** syslog-ng interprets a BOM as the encoding mark of RFC 5424 section 6.4, not as text. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * syslog-ng stores a parameter as {@code .SDATA.id.name} and, when writing it, takes the last dot
   * as the end of the id: {@code [mdc@32473 trace.id="1"]} becomes {@code [mdc@32473.trace
   * id="1"]}. A parameter whose name ends with a dot is lost except for its element. An element
   * without parameters is stored as {@code .SDATA.id}, and its id is split in the same way: {@code
   * [app@1.2]} becomes {@code [app@1 2=""]}. Brackets in ids and names are written in hex.
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

  /** rsyslog strips one zero byte at the end and then one line feed. */
  private static String withoutLast(String text, char last) {
    boolean there = !text.isEmpty() && text.charAt(text.length() - 1) == last;
    return there ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * rsyslog uses C strings and writes a zero byte in octal. From the character before the first
   * zero byte on it drops all other characters below the blank, unless it is configured to write
   * these in octal too.
   */
  private static final class ZerosInOctal {
    private boolean dropping;

    /** Must be called for all parts of a message, in order. */
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
