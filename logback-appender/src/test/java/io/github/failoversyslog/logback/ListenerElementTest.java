package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.NamedListeners;
import org.junit.jupiter.api.Test;

class ListenerElementTest {
  private static String element(Class<?> type) {
    return "<listener class=\"" + type.getName() + "\"/>";
  }

  @Test
  void listenersAreMadeByTheirClass() throws Exception {
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"READER\">%s</appender>"
                .formatted(element(NamedListeners.Good.class)));

    assertThat(configured.appender("SYSLOG").listeners())
        .hasExactlyElementsOfTypes(NamedListeners.Good.class);
    assertThat(configured.appender("SYSLOG").faults()).isEmpty();
  }

  @Test
  void everyClassThatIsNoListenerIsNamedWithAllOtherFaults() throws Exception {
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"REAL\"><port>0</port><listener/>"
                + "<listener class=\"no.such.Class\"/>"
                + element(String.class)
                + element(NamedListeners.Failing.class)
                + "</appender>");

    assertThat(configured.appender("SYSLOG").isStarted()).isFalse();
    assertThat(configured.errors())
        .filteredOn(error -> error.startsWith("SYSLOG: "))
        .singleElement()
        .asString()
        .contains("class of <listener> is missing" + NamedListeners.EXPECTED)
        .contains("class of <listener> is \"no.such.Class\" (")
        .contains("class of <listener> is \"java.lang.String\" (")
        .contains(
            "class of <listener> is \""
                + NamedListeners.Failing.class.getName()
                + "\" (java.lang.IllegalStateException: made to fail)"
                + NamedListeners.EXPECTED)
        .contains("port is \"0\"");
  }

  @Test
  void aFaultIsNamedAtTheFirstStartOnly() throws Exception {
    SettingsBean appender =
        Configured.by("<appender name=\"SYSLOG\" class=\"READER\"><listener/></appender>")
            .appender("SYSLOG");

    assertThat(appender.settings()).isEmpty();
    assertThat(appender.faults()).hasSize(1);
    assertThat(appender.faults()).isEmpty();
  }
}
