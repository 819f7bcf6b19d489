package io.github.failoversyslog.wire;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * A message parsed by {@link Rfc5424Parser}. A field that is "-" on the wire is "-" here.
 *
 * @param facility 0 to 23
 * @param severity 0 to 7
 * @param timestamp with the offset as sent; microsecond precision
 * @param elements in the order sent; empty for "-"
 * @param hasText whether there was a space before MSG, which may be empty
 * @param text MSG, with its BOM if it has one
 */
public record Rfc5424Message(
    int facility,
    int severity,
    OffsetDateTime timestamp,
    String host,
    String appName,
    String procId,
    String msgId,
    List<Element> elements,
    boolean hasText,
    String text) {

  /**
   * SD-ELEMENT.
   *
   * @param params in the order sent
   */
  public record Element(String id, List<Param> params) {}

  /**
   * SD-PARAM. A name may occur more than once.
   *
   * @param value unescaped
   */
  public record Param(String name, String value) {}

  public Rfc5424Message withElements(List<Element> newElements) {
    return new Rfc5424Message(
        facility, severity, timestamp, host, appName, procId, msgId, newElements, hasText, text);
  }

  public Rfc5424Message withText(String newText) {
    return new Rfc5424Message(
        facility, severity, timestamp, host, appName, procId, msgId, elements, true, newText);
  }
}
