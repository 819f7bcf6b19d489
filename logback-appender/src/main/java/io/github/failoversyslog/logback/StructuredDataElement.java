package io.github.failoversyslog.logback;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.github.failoversyslog.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/** The element {@code <structuredData>}: parameters that every message has. */
public final class StructuredDataElement {
  private final List<ParameterElement> params = new ArrayList<>();
  private String id = "";

  /** Called by Logback. */
  public StructuredDataElement() {}

  /** SD-ID; one without {@code @} and a number gets {@code enterpriseNumber}. */
  public void setId(String text) {
    id = text.strip();
  }

  public void addParameter(ParameterElement param) {
    params.add(param);
  }

  /** The element {@code <parameter>}: a name, and a pattern for the value. */
  public static final class ParameterElement {
    private final PatternLayout layout = new PatternLayout();
    private String name = "";
    private String value = "";

    /** Called by Logback. */
    public ParameterElement() {}

    public void setName(String text) {
      name = text.strip();
    }

    public void setValue(String text) {
      value = text;
    }
  }

  /**
   * To be called once, before {@link #writeTo}.
   *
   * @return what is wrong with the element
   */
  List<String> start(Context context) {
    List<String> faults = new ArrayList<>();
    if (id.isEmpty()) {
      faults.add("<id> of <structuredData> is missing; expected an SD-ID such as app@32473");
    }
    if (params.isEmpty()) {
      faults.add("<structuredData> is empty; expected <parameter> with <name> and <value>");
    }
    for (ParameterElement param : params) {
      if (param.name.isEmpty()) {
        faults.add("<name> of a <parameter> of <structuredData> is missing; expected one");
      }
      param.layout.setContext(context);
      param.layout.setPattern(param.value + "%nopex"); // else Logback adds the stack trace
      param.layout.start();
    }
    return faults;
  }

  /** Any thread. */
  void writeTo(MessageWriter message, ILoggingEvent event) {
    message.element(id);
    for (ParameterElement param : params) {
      message.param(param.name, param.layout.doLayout(event));
    }
  }
}
