package io.github.failoversyslog.logback;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.github.failoversyslog.appender.ElementWriter;
import java.util.ArrayList;
import java.util.List;

/** The element {@code <structuredData>}: one that every message has, with parameters or without. */
public final class StructuredDataElement {
  private final List<ParameterElement> params = new ArrayList<>();
  private final WrittenTexts written = new WrittenTexts(" of <structuredData>");
  private String id = ""; // set by start()

  /** Called by Logback. */
  public StructuredDataElement() {}

  /** SD-ID; one without {@code @} and a number gets {@code enterpriseNumber}. */
  public void setId(String text) {
    written.put("id", text);
  }

  public void addParameter(ParameterElement param) {
    params.add(param);
  }

  /** The element {@code <parameter>}: a name, and a pattern for the value. */
  public static final class ParameterElement {
    private final PatternLayout layout = new PatternLayout();
    private final WrittenTexts written = new WrittenTexts(" of <parameter>");
    private String name = ""; // set by start()

    /** Called by Logback. */
    public ParameterElement() {}

    public void setName(String text) {
      written.put("name", text);
    }

    public void setValue(String text) {
      written.put("value", text);
    }

    private List<String> start(Context context) {
      List<String> faults = new ArrayList<>(written.faults());
      name = written.text("name").strip();
      if (name.isEmpty()) {
        faults.add("<name> of a <parameter> of <structuredData> is missing; expected one");
      }
      String value = written.text("value");
      if (!value.isEmpty()) {
        layout.setContext(context);
        layout.setPattern(value);
        layout.setPostCompileProcessor(null); // which would add the stack trace
        layout.start();
      }
      if (!value.isEmpty() && !layout.isStarted()) { // its texts would be empty
        faults.add(
            ("<value> of the <parameter> " + name + " is \"" + value + "\"; expected a pattern")
                + " that Logback can parse");
      }
      return faults;
    }

    private ElementWriter.Param<ILoggingEvent> writer() {
      boolean withValue = layout.isStarted();
      return new ElementWriter.Param<>(
          name, layout, (event, scratch) -> withValue ? layout.doLayout(event) : "");
    }
  }

  /**
   * To be called once, before {@link #writer}.
   *
   * @return what is wrong with the element
   */
  List<String> start(Context context) {
    List<String> faults = new ArrayList<>(written.faults());
    id = written.text("id").strip();
    if (id.isEmpty()) {
      faults.add("<id> of <structuredData> is missing; expected an SD-ID such as app@32473");
    }
    for (ParameterElement param : params) {
      faults.addAll(param.start(context));
    }
    return faults;
  }

  /** Writes it into the messages of events. */
  ElementWriter<ILoggingEvent> writer() {
    return new ElementWriter<>(id, params.stream().map(ParameterElement::writer).toList());
  }

  String id() {
    return id;
  }
}
